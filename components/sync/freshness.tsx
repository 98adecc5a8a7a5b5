"use client";

import { useLocale, useTranslations } from "next-intl";
import { RelativeTime } from "#components/ui/relative-time.tsx";

const MINUTE = 60_000;

/** When a calendar was last read: to the second while that is short ago. */
export function Freshness({
  syncedAt,
  nowMs,
  timeZone,
}: {
  syncedAt: number | null;
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("console.sync");
  const locale = useLocale();
  if (syncedAt === null) return t("neverRead");
  const age = Math.max(0, nowMs - syncedAt);
  if (age >= MINUTE)
    return (
      <>
        {t("read")} <RelativeTime atMs={syncedAt} nowMs={nowMs} timeZone={timeZone} locale={locale} />
      </>
    );
  const seconds = Math.floor(age / 1000);
  return (
    <time dateTime={new Date(syncedAt).toISOString()} className="tabular-nums">
      {seconds < 5 ? t("readNow") : t("readSeconds", { count: seconds })}
    </time>
  );
}
