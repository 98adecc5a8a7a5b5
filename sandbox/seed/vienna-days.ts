import { TZDate } from "@date-fns/tz";

/** The zone the sandbox's artists live in. */
export const seedZone = "Europe/Vienna";

const dayMs = 86_400_000;

/** A calendar day as `YYYYMMDD`, so many days after the day `now` falls on in Vienna. */
export function viennaDay(now: number, daysAhead: number): string {
  const today = new TZDate(now, seedZone);
  const day = new Date(Date.UTC(today.getFullYear(), today.getMonth(), today.getDate()) + daysAhead * dayMs);
  return day.toISOString().slice(0, 10).replaceAll("-", "");
}

/** The weekday of a `YYYYMMDD` day: 0 Sunday … 6 Saturday. */
export function weekdayOf(day: string): number {
  return new Date(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00Z`).getUTCDay();
}

/**
 * The next such weekday (0 Sunday … 6 Saturday) after the day of `now`, or the one so many weeks later
 * (negative: earlier), as `YYYYMMDD`.
 */
export function viennaWeekday(now: number, weekday: number, weeksLater = 0): string {
  const today = new TZDate(now, seedZone).getDay();
  const ahead = ((weekday - today + 6) % 7) + 1;
  return viennaDay(now, ahead + weeksLater * 7);
}
