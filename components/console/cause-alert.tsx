"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Alert } from "#components/ui/alert.tsx";
import type { Tone } from "#components/ui/tone.ts";
import { useCause } from "./use-cause.ts";

/** What failed at Nextcloud: what it is, what it means, what to do; the server's own words stay one fold away. */
export function CauseAlert({
  causeKey,
  detail,
  fallback,
  tone = "bad",
  live = false,
  children,
}: {
  causeKey: string | null;
  /** The technical words, as logged. */
  detail: string | null;
  /** Title, meaning and cure of the server, for keys without words of ours. */
  fallback?: { title: string; meaning: string; cure: string };
  tone?: Tone;
  /** True where it appears after the page, so that it is read out. */
  live?: boolean;
  children?: ReactNode;
}) {
  const t = useTranslations("console.calendars");
  const cause = useCause()(causeKey) ?? fallback;
  return (
    <Alert tone={tone} role={live ? "alert" : undefined} title={cause?.title ?? t("failed")}>
      {children}
      {cause && (
        <>
          <p>{cause.meaning}</p>
          <p className="mt-1 font-medium">{cause.cure}</p>
        </>
      )}
      {detail && (
        <details className="mt-2 text-sm text-ink-soft">
          <summary className="w-fit">{t("detail")}</summary>
          <p className="mt-1 font-mono text-xs break-words">{detail}</p>
        </details>
      )}
    </Alert>
  );
}
