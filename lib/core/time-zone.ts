import { TZDate, tzOffset } from "@date-fns/tz";
import { DAY, MINUTE } from "./clock.ts";

/** Calendar days and clock times of an IANA zone. Days are `YYYY-MM-DD`. */

/** True for zones this runtime knows. */
export function isTimeZone(zone: string): boolean {
  if (zone.length > 64) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return /^[A-Za-z]/.test(zone);
  } catch {
    return false;
  }
}

/** The day an instant falls on in a zone. */
export function dayOf(instantMs: number, zone: string): string {
  const date = new TZDate(instantMs, zone);
  return formatDay(date.getFullYear(), date.getMonth() + 1, date.getDate());
}

/**
 * The instant of a wall clock time: `minute` counts from midnight and may be 1440. A time in a DST gap moves forward,
 * one that comes twice is the first. (TZDate's constructor answers by the zone of the process where it comes twice.)
 */
export function instantOf(day: string, minute: number, zone: string): number {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  const written = Date.UTC(year, month - 1, date) + minute * MINUTE;
  const offsetAt = (ms: number) => tzOffset(zone, new Date(ms)) * MINUTE;
  const before = written - offsetAt(written - DAY);
  const after = written - offsetAt(written + DAY);
  const isWritten = (ms: number) => ms + offsetAt(ms) === written;
  const instants = [before, after].filter(isWritten);
  return instants.length > 0 ? Math.min(...instants) : before;
}

/** ISO weekday of a day, 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** The day `days` after (or before) another. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

function formatDay(year: number, month: number, date: number): string {
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}
