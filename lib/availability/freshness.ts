import type { CalendarRow } from "#db/queries/calendars.ts";
import { MINUTE } from "#lib/core/clock.ts";
import type { Freshness } from "./types.ts";

/**
 * How far an artist's picture can be trusted. It is as old as the oldest of the calendars, and verified while every
 * one of them was read lately without failing. Without a calendar only Parlour's own data speaks: never verified.
 */
export function freshnessOf(
  calendars: readonly Pick<CalendarRow, "syncedAt" | "failingSince">[],
  nowMs: number,
  syncIntervalMs: number,
): Freshness {
  if (calendars.length === 0) return { asOf: nowMs, verified: false };
  const limit = Math.max(3 * syncIntervalMs, 15 * MINUTE);
  let asOf: number | null = nowMs;
  let verified = true;
  for (const calendar of calendars) {
    if (calendar.syncedAt === null) asOf = null;
    else if (asOf !== null) asOf = Math.min(asOf, calendar.syncedAt);
    if (calendar.syncedAt === null || calendar.failingSince !== null || nowMs - calendar.syncedAt > limit)
      verified = false;
  }
  return { asOf, verified };
}
