import { civil, dayMs, daysInMonth, hourMs, minuteMs, secondMs } from "./civil-time.ts";

/** A DATE or DATE-TIME as written (RFC 5545 §3.3.4, §3.3.5): its civil time, and whether it says UTC. */
export interface DateValue {
  civil: number;
  isDate: boolean;
  isUtc: boolean;
}

/** A DURATION (§3.3.6): `days` are nominal (a day is a day whatever the clocks do), `ms` exact. */
export interface Duration {
  days: number;
  ms: number;
}

const dateTime = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2}))?(?:[.,]\d+)?(Z)?)?$/i;
const duration =
  /^([+-])?P(?:(\d{1,9})W)?(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/i;

/** Reads a date or date-time, also in lower case and in the dashed ISO form; null when it is neither. */
export function readDateValue(text: string): DateValue | null {
  // As the standard writes them, without the expression: a large calendar has a hundred thousand.
  const isUtc = text.length === 16 && text.charCodeAt(15) === 90;
  if ((isUtc || text.length === 15) && text.charCodeAt(8) === 84) {
    const [date, time] = [digits(text, 0, 8), digits(text, 9, 15)];
    if (date >= 0 && time >= 0)
      return dated(
        Math.floor(date / 10_000),
        Math.floor(date / 100) % 100,
        date % 100,
        { hour: Math.floor(time / 10_000), minute: Math.floor(time / 100) % 100, second: time % 100 },
        isUtc,
      );
  }
  const parts = dateTime.exec(text.trim());
  if (!parts) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (parts[4] === undefined) return dated(year, month, day, null, false);
  const time = { hour: Number(parts[4]), minute: Number(parts[5]), second: Number(parts[6] ?? "0") };
  return dated(year, month, day, time, parts[7] !== undefined);
}

function dated(
  year: number,
  month: number,
  day: number,
  time: { hour: number; minute: number; second: number } | null,
  isUtc: boolean,
): DateValue | null {
  if (year < 1 || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  if (!time) return { civil: civil(year, month, day), isDate: true, isUtc: false };
  const { hour, minute, second } = time;
  // 24:00:00 and the leap second 60 are read as the next moment there is.
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && (minute > 0 || second > 0))) return null;
  return { civil: civil(year, month, day, hour, minute, second), isDate: false, isUtc };
}

/** The number those characters are, or -1 when one of them is no digit. */
function digits(text: string, from: number, to: number): number {
  let number = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return -1;
    number = number * 10 + digit;
  }
  return number;
}

/** Reads a duration; null when it is none. */
export function readDuration(text: string): Duration | null {
  const trimmed = text.trim();
  const parts = duration.exec(trimmed);
  if (!parts || /^[+-]?PT?$/i.test(trimmed)) return null;
  const sign = parts[1] === "-" ? -1 : 1;
  const days = sign * (Number(parts[2] ?? 0) * 7 + Number(parts[3] ?? 0));
  const ms =
    sign *
    (Number(parts[4] ?? 0) * hourMs + Number(parts[5] ?? 0) * minuteMs + Number(parts[6] ?? 0) * secondMs);
  // Ten thousand years is as far as calendars go.
  if (Math.abs(days * dayMs + ms) > 3_652_500 * dayMs) return null;
  return { days, ms };
}
