import { tzOffset } from "@date-fns/tz/tzOffset";
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
  return dayOfUtc(instantMs + offsetAt(instantMs, zone));
}

/**
 * The instant of a wall clock time: `minute` counts from midnight and may be 1440. A time in a DST gap moves forward,
 * one that comes twice is the first.
 */
export function instantOf(day: string, minute: number, zone: string): number {
  const [year = 1970, month = 1, date = 1] = day.split("-").map(Number);
  const written = Date.UTC(year, month - 1, date) + minute * MINUTE;
  const before = written - offsetAt(written - DAY, zone);
  const after = written - offsetAt(written + DAY, zone);
  const isWritten = (ms: number) => ms + offsetAt(ms, zone) === written;
  const instants = [before, after].filter(isWritten);
  return instants.length > 0 ? Math.min(...instants) : before;
}

/** ISO weekday of a day, 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
}

/** The day `days` after (or before) another. */
export function addDays(day: string, days: number): string {
  return dayOfUtc(Date.parse(`${day}T00:00:00Z`) + days * DAY);
}

function dayOfUtc(ms: number): string {
  return new Date(ms).toISOString().slice(0, 10);
}

/** So many zones' offsets are kept (Intl takes a name in any case), and days for each; bounds, not wishes. */
const MAX_ZONES = 600;
const MAX_DAYS = 2000;
const offsetsByZone = new Map<string, Map<number, number>>();

/**
 * The zone's offset from UTC in milliseconds. Intl needs 5 µs to tell it, which counts where each look at an artist's
 * times asks a dozen times: so it is kept for days (UTC) that begin and end with the same offset. No zone has ever
 * changed there and back within a day.
 */
function offsetAt(ms: number, zone: string): number {
  const day = Math.floor(ms / DAY);
  const days = offsetsByZone.get(zone) ?? new Map<number, number>();
  const known = days.get(day);
  if (known !== undefined) return known;
  const offset = readOffset(day * DAY, zone);
  if (Number.isNaN(offset) || offset !== readOffset((day + 1) * DAY, zone)) return readOffset(ms, zone);
  if (days.size >= MAX_DAYS) days.clear();
  days.set(day, offset);
  if (offsetsByZone.size >= MAX_ZONES) offsetsByZone.clear();
  offsetsByZone.set(zone, days);
  return offset;
}

function readOffset(ms: number, zone: string): number {
  return tzOffset(zone, new Date(ms)) * MINUTE;
}
