import type { Span } from "#db/queries/sync-stats.ts";
import { HOUR } from "#lib/core/clock.ts";
import { addDays, dayOf, instantOf } from "#lib/core/time-zone.ts";

const HOURS = 24;
const DAYS = 30;

/** The last 24 hours by the clock, the present one included. Epoch milliseconds. */
export function lastHours(nowMs: number): Span[] {
  const end = (Math.floor(nowMs / HOUR) + 1) * HOUR;
  return Array.from({ length: HOURS }, (_, index) => {
    const fromMs = end - (HOURS - index) * HOUR;
    return { fromMs, toMs: fromMs + HOUR };
  });
}

/** The last 30 days of a zone, today included. Epoch milliseconds. */
export function lastDays(nowMs: number, timeZone: string): Span[] {
  const today = dayOf(nowMs, timeZone);
  return Array.from({ length: DAYS }, (_, index) => {
    const day = addDays(today, index - DAYS + 1);
    return { fromMs: instantOf(day, 0, timeZone), toMs: instantOf(addDays(day, 1), 0, timeZone) };
  });
}
