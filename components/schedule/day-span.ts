import { addDays, instantOf, weekdayOf } from "#lib/core/time-zone.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

interface Span {
  startMs: number;
  endMs: number;
}

/** Which clock hours are drawn: whole hours, `toHour` at most 24. */
export interface DrawnHours {
  fromHour: number;
  toHour: number;
}

/** A day, or the part of it that is drawn, by instants: on a day when the clocks change it is longer or shorter. */
export interface DaySpan extends Span {
  /** `YYYY-MM-DD` */
  day: string;
  zone: string;
  /** Full hours of the wall clock in it, with their offset from its start in minutes. */
  hours: { atMinute: number; label: string }[];
}

/** The drawn part of a day in a zone. */
export function daySpan(day: string, zone: string, drawn: DrawnHours): DaySpan {
  const startMs = instantOf(day, drawn.fromHour * 60, zone);
  const endMs =
    drawn.toHour === 24 ? instantOf(addDays(day, 1), 0, zone) : instantOf(day, drawn.toHour * 60, zone);
  const hours: DaySpan["hours"] = [];
  for (let ms = startMs; ms < endMs; ms += HOUR)
    hours.push({ atMinute: (ms - startMs) / MINUTE, label: clockOf(ms, zone) });
  return { day, zone, startMs, endMs, hours };
}

/**
 * The hours worth drawing: what is worked and what is there, an hour around it, at least from nine to six; the whole
 * day where something reaches past midnight.
 */
export function drawnHours(
  spans: readonly Span[],
  days: readonly { startMs: number; endMs: number; day: string }[],
  zone: string,
): DrawnHours {
  let from = 9 * 60;
  let to = 18 * 60;
  for (const whole of days) {
    for (const span of spans) {
      if (span.endMs <= whole.startMs || span.startMs >= whole.endMs) continue;
      // What takes the whole day stands above the hours.
      if (span.startMs <= whole.startMs && span.endMs >= whole.endMs) continue;
      const start = Math.max(span.startMs, whole.startMs);
      const end = Math.min(span.endMs, whole.endMs);
      from = Math.min(from, minuteOf(start, zone));
      to = Math.max(to, end === whole.endMs ? 24 * 60 : minuteOf(end, zone));
    }
  }
  return {
    fromHour: Math.max(0, Math.floor(from / 60) - 1),
    toHour: Math.min(24, Math.ceil(to / 60) + 1),
  };
}

/** Midnight to midnight. */
export function wholeDay(day: string, zone: string): Span & { day: string } {
  return { day, startMs: instantOf(day, 0, zone), endMs: instantOf(addDays(day, 1), 0, zone) };
}

/** The Monday of a day's week. */
export function mondayOf(day: string): string {
  return addDays(day, 1 - weekdayOf(day));
}

/** `HH:MM` on the wall clock. */
export function clockOf(ms: number, zone: string): string {
  const minute = minuteOf(ms, zone);
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

/** What the wall clock shows, in minutes since midnight. */
function minuteOf(ms: number, zone: string): number {
  const [hour = 0, minute = 0] = wallClock(zone).format(ms).split(":").map(Number);
  return hour * 60 + minute;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function wallClock(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  formats.set(zone, format);
  return format;
}
