import { useLocale, useTranslations } from "next-intl";
import { RelativeTime } from "#components/ui/relative-time.tsx";

/** When a request came in, as part of a line. Epoch milliseconds. */
export function AskedAt({ atMs, nowMs, timeZone }: { atMs: number; nowMs: number; timeZone: string }) {
  const t = useTranslations("console.row");
  const locale = useLocale();
  if (nowMs - atMs < 60_000) return t("askedNow");
  return (
    <>
      {t("asked")} <RelativeTime atMs={atMs} nowMs={nowMs} timeZone={timeZone} locale={locale} />
    </>
  );
}
