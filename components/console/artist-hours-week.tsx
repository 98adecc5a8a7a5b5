import { useLocale, useTranslations } from "next-intl";
import { dayWords } from "#components/booking/clock-words.ts";
import { Badge } from "#components/ui/badge.tsx";
import type { OpenDay, OpenTimesView } from "#lib/availability/describe-open-times.ts";

/** Working times as they come: the next seven days, and later days that will be different. To read, not to change. */
export function ArtistHoursWeek({ times }: { times: OpenTimesView }) {
  const t = useTranslations("console.hoursSource");
  const locale = useLocale();
  const today = times.week[0]?.day;
  const clock = ({ stretches }: OpenDay) =>
    stretches.length === 0 ? t("closed") : stretches.map(({ start, end }) => `${start}–${end}`).join(", ");
  return (
    <div className="space-y-5">
      <div>
        <h3 className="mb-2 text-sm font-medium">{t("week")}</h3>
        <dl className="divide-y rounded-md border bg-raised text-sm tabular-nums">
          {times.week.map((one) => (
            <div key={one.day} className="grid gap-x-4 px-4 py-2 sm:grid-cols-[13rem_minmax(0,1fr)]">
              <dt className={one.day === today ? "font-semibold" : "font-medium"}>
                {dayWords(one.day, locale, today)}
              </dt>
              <dd className={one.stretches.length === 0 ? "text-ink-soft" : undefined}>
                {clock(one)}
                {one.unusual && <Badge className="ml-2.5 text-xs">{t("unusual")}</Badge>}
              </dd>
            </div>
          ))}
        </dl>
      </div>
      {times.exceptions.length > 0 && (
        <div>
          <h3 className="mb-1 text-sm font-medium">{t("later")}</h3>
          <ul className="space-y-0.5 text-sm text-ink-soft tabular-nums">
            {times.exceptions.map((one) => (
              <li key={one.day}>
                {dayWords(one.day, locale, today)}: {clock(one)}
              </li>
            ))}
            {times.moreExceptions > 0 && <li>{t("more", { count: times.moreExceptions })}</li>}
          </ul>
        </div>
      )}
    </div>
  );
}
