"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";

/** A console page that could not be put together; the frame around it stays usable. */
export function ConsoleError({ digest, onAgain }: { digest: string | undefined; onAgain: () => void }) {
  const t = useTranslations("console.error");
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => button.current?.focus(), []);
  return (
    <Alert
      tone="bad"
      role="alert"
      title={<span className="block text-lg">{t("title")}</span>}
      action={
        <Button ref={button} onClick={onAgain}>
          {t("again")}
        </Button>
      }
    >
      <p>{t("text")}</p>
      {digest && <p className="mt-1 text-sm">{t("reference", { digest })}</p>}
    </Alert>
  );
}
