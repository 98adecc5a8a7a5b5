"use client";

import { useLocale, useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { CalendarView } from "#lib/calendars/calendar-view.ts";
import { useCause } from "./use-cause.ts";

/** Whether the private events of a shared calendar, which no share shows, are known otherwise, and what to do if not. */
export function PrivateEventsNotice({
  artist,
  calendar,
  nowMs,
}: {
  artist: { name: string; timeZone: string };
  calendar: Pick<CalendarView, "privateEvents">;
  nowMs: number;
}) {
  const t = useTranslations("console.privateEvents");
  const locale = useLocale();
  const causeOf = useCause();
  const { privateEvents } = calendar;
  if (!privateEvents) return null;
  const { askedAt, errorKey } = privateEvents;
  const asked = askedAt !== null && (
    <RelativeTime atMs={askedAt} nowMs={nowMs} timeZone={artist.timeZone} locale={locale} />
  );
  if (errorKey === null) {
    return (
      <p className="measure border-l-2 border-line-strong pl-3 text-sm text-ink-soft">
        {asked ? (
          <>
            {t("covered")} {asked}. {t("coveredMeans", { name: artist.name })}
          </>
        ) : (
          t("waiting")
        )}
      </p>
    );
  }
  const own = /^[a-z-]+$/.test(errorKey) && t.has(`causes.${errorKey}.meaning`) ? errorKey : null;
  const other = own === null ? causeOf(errorKey) : null;
  const meaning =
    own === null ? (other?.meaning ?? t("unknown")) : t(`causes.${own}.meaning`, { name: artist.name });
  const cure = own === null ? other?.cure : t(`causes.${own}.cure`, { name: artist.name });
  return (
    <Alert tone="warn" title={asked ? t("stale") : t("invisible")}>
      {asked && (
        <p>
          {t("lastAsked")} {asked}. {t("staleMeans")}
        </p>
      )}
      <p>{meaning}</p>
      {cure && <p className="mt-1 font-medium">{cure}</p>}
      <p className="mt-1">{t("otherCures", { name: artist.name })}</p>
    </Alert>
  );
}
