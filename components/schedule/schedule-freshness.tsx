import { CircleCheck, TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { ArtistSchedule } from "#lib/schedule/schedule-view.ts";

/** How far what is shown can be trusted: when each artist's calendars were read. */
export function ScheduleFreshness({
  schedules,
  nowMs,
}: {
  schedules: readonly ArtistSchedule[];
  nowMs: number;
}) {
  const t = useTranslations("schedule.freshness");
  const locale = useLocale();
  return (
    <ul className="mt-3 flex flex-wrap gap-x-6 gap-y-1 text-sm text-ink-soft">
      {schedules.map(({ artist, asOf, verified, hasCalendar }) => {
        const Icon = verified ? CircleCheck : TriangleAlert;
        return (
          <li key={artist.id} className={verified || !hasCalendar ? undefined : "text-warn"}>
            <Icon aria-hidden className="mr-1.5 inline size-4 align-[-0.2em]" />
            {!hasCalendar
              ? t("none", { artist: artist.name })
              : asOf === null
                ? t("never", { artist: artist.name })
                : t(verified ? "read" : "stale", { artist: artist.name })}{" "}
            {hasCalendar && asOf !== null && (
              <RelativeTime atMs={asOf} nowMs={nowMs} timeZone={artist.timeZone} locale={locale} />
            )}
          </li>
        );
      })}
    </ul>
  );
}
