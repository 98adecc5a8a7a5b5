import { MINUTE } from "#lib/core/clock.ts";
import { addDays, dayOf, instantOf } from "#lib/core/time-zone.ts";
import type { QuietHours } from "./choices.ts";

/**
 * When the quiet hours somebody is in end, epoch milliseconds; null outside of them. What begins or ends at a time that
 * the clock skips does so when the clock has moved on; at one that comes twice it is the first.
 */
export function quietUntil(quiet: QuietHours | null, nowMs: number): number | null {
  if (!quiet) return null;
  const { from, to, timeZone } = quiet;
  const today = dayOf(nowMs, timeZone);
  // Those that began yesterday may last until today.
  for (const day of [addDays(today, -1), today]) {
    const begins = instantOf(day, from, timeZone);
    const ends = instantOf(from < to ? day : addDays(day, 1), to, timeZone);
    if (nowMs >= begins && nowMs < ends) return ends;
  }
  return null;
}

/** `22:30` as minutes after midnight. */
export function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return hours * 60 + minutes;
}

/** Minutes after midnight as `22:30`. */
export function clockOf(minutes: number): string {
  const ms = minutes * MINUTE;
  return new Date(ms).toISOString().slice(11, 16);
}
