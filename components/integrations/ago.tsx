"use client";

import { useLocale, useTranslations } from "next-intl";
import { RelativeTime } from "#components/ui/relative-time.tsx";

const MINUTE = 60_000;

/** How long ago an instant of the API was, within a sentence: "just now", "5 minutes ago". */
export function Ago({ at, nowMs, timeZone }: { at: string; nowMs: number; timeZone: string }) {
  const t = useTranslations("integrations");
  const locale = useLocale();
  const atMs = Date.parse(at);
  if (nowMs - atMs < MINUTE) return <time dateTime={at}>{t("justNow")}</time>;
  return <RelativeTime atMs={atMs} nowMs={nowMs} timeZone={timeZone} locale={locale} />;
}
