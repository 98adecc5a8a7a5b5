import { DAY } from "#lib/core/clock.ts";
import { dayOf, instantOf } from "#lib/core/time-zone.ts";
import { paintPeriods } from "#lib/ical/paint-periods.ts";
import type { Interval } from "#lib/ical/types.ts";

/**
 * What of the owner's busy times no event that we know explains, sorted and apart. Servers read an all-day event in
 * UTC where they know no better: whole days of UTC are therefore meant as the artist's days, and an all-day event that
 * we know explains them either way. Hours beside it would otherwise be blocked, or be free.
 */
export function unexplainedTimes(
  busy: readonly Interval[],
  explained: readonly Interval[],
  timeZone: string,
): Interval[] {
  const known = explained.flatMap((interval) => [interval, ...asDaysOfUtc(interval, timeZone)]);
  const meant = paintPeriods([], busy, "BUSY").map((interval) => asDaysOfZone(interval, timeZone));
  return paintPeriods(paintPeriods([], meant, "BUSY"), known, "FREE")
    .filter(({ type }) => type === "BUSY")
    .map(({ startMs, endMs }) => ({ startMs, endMs }));
}

/** Whole days of the zone, as UTC would have them; nothing for any other time. */
function asDaysOfUtc({ startMs, endMs }: Interval, timeZone: string): Interval[] {
  if (endMs - startMs < DAY / 2) return [];
  const [first, last] = [dayOf(startMs, timeZone), dayOf(endMs, timeZone)];
  const wholeDays = instantOf(first, 0, timeZone) === startMs && instantOf(last, 0, timeZone) === endMs;
  return wholeDays
    ? [{ startMs: Date.parse(`${first}T00:00:00Z`), endMs: Date.parse(`${last}T00:00:00Z`) }]
    : [];
}

function asDaysOfZone({ startMs, endMs }: Interval, timeZone: string): Interval {
  if (startMs % DAY !== 0 || endMs % DAY !== 0) return { startMs, endMs };
  const [first, last] = [dayOf(startMs, "UTC"), dayOf(endMs, "UTC")];
  return { startMs: instantOf(first, 0, timeZone), endMs: instantOf(last, 0, timeZone) };
}
