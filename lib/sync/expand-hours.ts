import { DAY } from "#lib/core/clock.ts";
import { dayOf, instantOf } from "#lib/core/time-zone.ts";
import { availabilityIntervals } from "#lib/ical/availability.ts";
import type { Interval } from "#lib/ical/types.ts";
import { mirrorWindow } from "./mirror-window.ts";

/** As far ahead as working times are compared: what a reading reaches beyond the one before is no difference. */
export const COMPARED_AHEAD = 400 * DAY;

export type ExpandedHours =
  | { state: "read"; intervals: Interval[]; complete: boolean }
  /** The text has no working hours in it at all. */
  | { state: "unset" }
  | { state: "unreadable" };

/**
 * The working times that a VAVAILABILITY text offers from now to the end of the mirror's window, in the artist's zone.
 * They begin at a midnight, because slots begin where a day's work does. `complete` is false where a part of the text
 * could not be read: that part offers nothing.
 */
export function expandHours(text: string, options: { timeZone: string; nowMs: number }): ExpandedHours {
  const { timeZone, nowMs } = options;
  const window = mirrorWindow(nowMs);
  const fromMs = instantOf(dayOf(window.fromMs, timeZone), 0, timeZone);
  const { free, unavailable, unreadable } = availabilityIntervals(text, {
    fromMs,
    toMs: window.toMs,
    timeZone,
  });
  if (unreadable.some(({ span }) => span !== null)) return { state: "unreadable" };
  if (unreadable.length + free.length + unavailable.length === 0) return { state: "unset" };
  return { state: "read", intervals: free, complete: unreadable.length === 0 };
}

/** Whether two lists say the same about the time from now on, as far as both must reach. */
export function sameAhead(one: readonly Interval[], other: readonly Interval[], nowMs: number): boolean {
  const ahead = (list: readonly Interval[]) =>
    list
      .map(
        ({ startMs, endMs }) => [Math.max(startMs, nowMs), Math.min(endMs, nowMs + COMPARED_AHEAD)] as const,
      )
      .filter(([startMs, endMs]) => startMs < endMs)
      .join();
  return ahead(one) === ahead(other);
}
