import { getLocale, getTranslations } from "next-intl/server";
import { dayWords, weekdayNames, zonedClock } from "#components/booking/clock-words.ts";
import { whenWords } from "#components/console/when-words.ts";
import { customerHref } from "#components/customers/customer-filter.ts";
import { Link } from "#components/ui/link.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { WaitlistView } from "#lib/waitlist/waitlist-view.ts";
import { RemoveEntryButton } from "./remove-entry-button.tsx";

/** Who waits for what, first come first, and what is held for whom. */
export async function WaitlistList({
  entries,
  nowMs,
  label,
}: {
  entries: readonly WaitlistView[];
  nowMs: number;
  label: string;
}) {
  const t = await getTranslations("inquiry.staff");
  const locale = await getLocale();
  const names = weekdayNames(locale);
  return (
    <ol aria-label={label} className="divide-y rounded-md border bg-raised">
      {entries.map((entry) => {
        const zone = entry.artist.timeZone;
        const today = zonedClock(nowMs, zone).day;
        const held = entry.open?.times[0];
        const until = entry.open && zonedClock(entry.open.offer.expiresAt, zone);
        const when = held && whenWords(held, zone, nowMs, locale);
        const weekdays = entry.weekdays.flatMap((weekday) => names[weekday - 1]?.long ?? []);
        const passed = entry.passedStarts.length;
        const from = dayWords(entry.fromDay, locale, today);
        return (
          <li
            key={entry.id}
            className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 py-3.5 sm:px-5"
          >
            <div className="min-w-0 flex-1">
              <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
                {entry.customerId === null ? (
                  <span className="font-medium">{entry.clientName}</span>
                ) : (
                  <Link
                    href={customerHref(entry.customerId)}
                    className="font-medium underline decoration-line-strong underline-offset-4 [overflow-wrap:anywhere] hover:decoration-current"
                  >
                    {entry.clientName}
                  </Link>
                )}
                <StatusBadge tone={held ? "good" : "info"}>
                  {t(held ? "waitlist.offered" : "waitlist.waiting")}
                </StatusBadge>
              </p>
              <p className="mt-0.5">
                {t("what", { service: entry.service.name, artist: entry.artist.name })},{" "}
                {entry.fromDay === entry.toDay
                  ? from
                  : t("waitlist.days", { from, to: dayWords(entry.toDay, locale, today) })}
                {weekdays.length > 0 && `, ${t("waitlist.only", { days: weekdays.join(", ") })}`}
              </p>
              {when && until && (
                <p className="mt-0.5">
                  {t("waitlist.held", {
                    when: `${when.date}, ${when.time}`,
                    until: `${dayWords(until.day, locale, today)}, ${until.time}`,
                  })}
                </p>
              )}
              {entry.description && (
                <p className="mt-0.5 line-clamp-2 text-ink-soft [overflow-wrap:anywhere]">
                  {entry.description}
                </p>
              )}
              <p className="mt-1 text-sm text-ink-soft">
                {t("waitlist.since")}{" "}
                <RelativeTime atMs={entry.createdAt} nowMs={nowMs} timeZone={zone} locale={locale} />
                {passed > 0 && ` · ${t("waitlist.passed", { count: passed })}`}
              </p>
            </div>
            <RemoveEntryButton id={entry.id} name={entry.clientName} />
          </li>
        );
      })}
    </ol>
  );
}
