"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition, useEffect, useRef } from "react";
import { buttonVariants } from "#components/ui/button.tsx";
import { PlainPage } from "./plain-page.tsx";

export interface ErrorViewProps {
  error: Error & { digest?: string };
  reset: () => void;
}

/** Says that a page failed, and where to go from here. */
export function ErrorView({ error, reset }: ErrorViewProps) {
  const t = useTranslations("common.error");
  const router = useRouter();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  // What the server says is asked for again, not only drawn again.
  const again = () =>
    startTransition(() => {
      router.refresh();
      reset();
    });
  return (
    <PlainPage
      title={t("title")}
      text={
        <>
          <p>{t("text")}</p>
          {error.digest && (
            <p className="mt-3 text-sm text-ink-faint">{t("reference", { digest: error.digest })}</p>
          )}
        </>
      }
    >
      <button ref={button} type="button" onClick={again} className={buttonVariants({ variant: "primary" })}>
        {t("again")}
      </button>
      {/* No page of ours is left to go on from: the next one is loaded whole. */}
      <a href="/" className={buttonVariants()}>
        {t("home")}
      </a>
    </PlainPage>
  );
}
