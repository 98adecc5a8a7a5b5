import { dayWords, shortDayWords, timeRange, zonedClock } from "#components/booking/clock-words.ts";
import { zoneCity } from "#components/booking/zone-name.ts";
import { addDays } from "#lib/core/time-zone.ts";

/** `today`, `tomorrow`, `yesterday`, or null for other days. Days are `YYYY-MM-DD`. */
export function nearDay(day: string, today: string): "today" | "tomorrow" | "yesterday" | null {
  if (day === today) return "today";
  if (day === addDays(today, 1)) return "tomorrow";
  return day === addDays(today, -1) ? "yesterday" : null;
}

/** A day and a stretch of clock times as an artist's calendar shows them. */
export interface WhenWords {
  day: string;
  near: "today" | "tomorrow" | "yesterday" | null;
  /** "Tuesday 1 December" */
  date: string;
  /** "Tue 1 December" */
  shortDate: string;
  /** "14:00–16:00" */
  time: string;
  /** "Tuesday 1 December 2026, 14:00–16:00 (Vienna)" */
  exact: string;
}

/** Words for a time (epoch ms) in an IANA zone, seen at `nowMs`. */
export function whenWords(
  span: { startMs: number; endMs: number },
  zone: string,
  nowMs: number,
  locale: string,
): WhenWords {
  const { day } = zonedClock(span.startMs, zone);
  const today = zonedClock(nowMs, zone).day;
  const time = timeRange(span.startMs, span.endMs, zone);
  return {
    day,
    near: nearDay(day, today),
    date: dayWords(day, locale, today),
    shortDate: `${shortDayWords(day, locale)}${day.slice(0, 4) === today.slice(0, 4) ? "" : ` ${day.slice(0, 4)}`}`,
    time,
    // No year equals "": dayWords then writes it out.
    exact: `${dayWords(day, locale, "")}, ${time} (${zoneCity(zone, locale)})`,
  };
}
