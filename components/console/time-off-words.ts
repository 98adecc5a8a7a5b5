import { dayWords, zonedClock } from "#components/booking/clock-words.ts";
import { addDays } from "#lib/core/time-zone.ts";

/** A span (epoch ms, end exclusive) in an IANA zone: "Thursday 24 December – Saturday 26 December", or with clock times. */
export function spanWords(
  span: { startMs: number; endMs: number },
  zone: string,
  locale: string,
  nowMs: number,
): string {
  const today = zonedClock(nowMs, zone).day;
  const start = zonedClock(span.startMs, zone);
  const end = zonedClock(span.endMs, zone);
  const words = (day: string) => dayWords(day, locale, today);
  if (start.time === "00:00" && end.time === "00:00") {
    const last = addDays(end.day, -1);
    return last === start.day ? words(start.day) : `${words(start.day)} – ${words(last)}`;
  }
  if (start.day === end.day) return `${words(start.day)}, ${start.time}–${end.time}`;
  return `${words(start.day)}, ${start.time} – ${words(end.day)}, ${end.time}`;
}
