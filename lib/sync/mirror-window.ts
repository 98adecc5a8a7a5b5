import { DAY } from "#lib/core/clock.ts";

/**
 * Busy intervals are kept from a little before now until well past the longest horizon of a service (365 days). The
 * end moves on when fewer than `ROLL_WHEN_LEFT` days of margin are left.
 */
const BEHIND = 2 * DAY;
const AHEAD = 430 * DAY;
const ROLL_WHEN_LEFT = 400 * DAY;

export function mirrorWindow(nowMs: number): { fromMs: number; toMs: number } {
  return { fromMs: nowMs - BEHIND, toMs: nowMs + AHEAD };
}

export function mustRoll(expandedUntil: number, nowMs: number): boolean {
  return expandedUntil < nowMs + ROLL_WHEN_LEFT;
}
