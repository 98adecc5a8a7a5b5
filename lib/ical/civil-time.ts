/**
 * Civil (wall clock) times are kept as numbers: the epoch milliseconds that time would have in UTC. A day is
 * always 86,400,000 of them, whatever a zone does to its clocks, so calendar arithmetic is plain arithmetic.
 */
export const secondMs = 1_000;
export const minuteMs = 60_000;
export const hourMs = 3_600_000;
export const dayMs = 86_400_000;

/** Calendars go no further: years have four digits. */
export const latestCivil = civil(9999, 12, 31) + dayMs - 1;

/** The civil time of a date and clock time; `month` counts from 1; overflow carries (day 0 is the day before). */
export function civil(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): number {
  if (year > 99) return Date.UTC(year, month - 1, day, hour, minute, second);
  // Date.UTC reads the years 0 to 99 as 1900 to 1999; setUTCFullYear does not.
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getTime() + hour * hourMs + minute * minuteMs + second * secondMs;
}

/** The civil midnight of the day it is in. */
export function midnight(time: number): number {
  return Math.floor(time / dayMs) * dayMs;
}

/** Year, month (from 1) and day of month of a civil time. */
export function dateParts(time: number): { year: number; month: number; day: number } {
  const date = new Date(time);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 0 Sunday … 6 Saturday. */
export function weekday(time: number): number {
  return (((Math.floor(time / dayMs) + 4) % 7) + 7) % 7;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function daysInYear(year: number): number {
  return isLeapYear(year) ? 366 : 365;
}

/** `YYYY-MM-DD`. */
export function dateText(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

/** `YYYYMMDDTHHMMSS` without a zone. */
export function basicText(time: number): string {
  return new Date(time).toISOString().slice(0, 19).replace(/[-:]/g, "");
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}
