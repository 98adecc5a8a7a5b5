"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { PlainPage } from "#components/site/plain-page.tsx";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";

export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  const t = useTranslations("common.error");
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
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
      <Button ref={button} variant="primary" onClick={reset}>
        {t("again")}
      </Button>
      <LinkButton href="/">{t("home")}</LinkButton>
    </PlainPage>
  );
}
