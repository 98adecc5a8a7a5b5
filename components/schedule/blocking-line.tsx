import { CalendarDays, CalendarOff, Clock, DoorClosed, EyeOff, type LucideIcon } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { shortDayWords, timeRange, zonedClock } from "#components/booking/clock-words.ts";
import { Link } from "#components/ui/link.tsx";
import type { ReadBlocking } from "./read-explanation.ts";
import { useMoment } from "./use-moment.ts";

const icons: Record<string, LucideIcon> = {
  event: CalendarDays,
  appointment: Clock,
  private: EyeOff,
  time_off: CalendarOff,
  closure: DoorClosed,
};

/** One thing that stands in a time: what it is, when, and since when it is known. */
export function BlockingLine({ blocking, zone }: { blocking: ReadBlocking; zone: string }) {
  const t = useTranslations("schedule.why");
  const moment = useMoment(zone);
  const locale = useLocale();
  const { kind, startMs, endMs, title, isPrivate, calendar, knownSince, changedAt } = blocking;
  const Icon = icons[kind] ?? CalendarDays;
  const day = (ms: number) => zonedClock(ms, zone).day;
  const long = endMs - startMs >= 86_400_000;
  const when = long
    ? t("days", { from: shortDayWords(day(startMs), locale), to: shortDayWords(day(endMs - 1), locale) })
    : timeRange(startMs, endMs, zone);
  const name =
    kind === "event"
      ? (title ?? t(isPrivate ? "privateEvent" : "untitled"))
      : kind === "appointment"
        ? blocking.clientName
        : kind === "private"
          ? t("hidden")
          : blocking.note || t(kind === "closure" ? "closure" : "timeOff");
  return (
    <li className="flex gap-3">
      <Icon aria-hidden className="mt-1 size-4.5 shrink-0 text-ink-soft" />
      <div className="min-w-0">
        <p>
          {kind === "appointment" ? (
            <Link
              href={`/admin/appointments/${encodeURIComponent(blocking.id)}`}
              className="font-semibold underline decoration-line-strong underline-offset-4 hover:decoration-current"
            >
              {name}
            </Link>
          ) : (
            <span className="font-semibold break-words">{name}</span>
          )}{" "}
          <span className="whitespace-nowrap text-ink-soft tabular-nums">{when}</span>
        </p>
        <p className="text-sm text-ink-soft">
          {kind === "event" || kind === "private"
            ? t("inCalendar", { calendar: calendar || t("theCalendar") })
            : kind === "appointment"
              ? t(
                  blocking.status === "HELD"
                    ? "held"
                    : blocking.status === "PENDING"
                      ? "request"
                      : "appointment",
                  {
                    service: blocking.service,
                  },
                )
              : t(kind === "closure" ? "closureText" : "timeOffText")}
          {blocking.byBuffer && ` ${t("itsBuffer")}`}
          {blocking.where !== "on" && ` ${t(blocking.where === "before" ? "bufferBefore" : "bufferAfter")}`}
        </p>
        {kind !== "private" && (
          <p className="text-sm text-ink-soft">
            {knownSince === null
              ? t("knownBefore")
              : blocking.secondsAfter === null
                ? t("knownSince", { when: moment(knownSince) })
                : t("knownAfter", {
                    when: moment(knownSince),
                    minutes: Math.max(1, Math.round(blocking.secondsAfter / 60)),
                  })}
            {changedAt !== null &&
              changedAt !== knownSince &&
              ` ${t("changed", { when: moment(changedAt) })}`}
          </p>
        )}
        {blocking.unreadable && <p className="text-sm text-warn">{t("unreadable")}</p>}
      </div>
    </li>
  );
}
