import { civil, dateParts, dayMs, daysInMonth, daysInYear, midnight, weekday } from "./civil-time.ts";
import type { RecurrenceRule } from "./recurrence-rule.ts";

/**
 * The days (civil midnights, ascending, each once) a rule chooses within one period, by the table of RFC 5545
 * §3.3.10: what is not said is taken from `start`.
 */
export function daysOfYear(rule: RecurrenceRule, start: number, year: number): number[] {
  if (rule.byWeekNo.length > 0) return daysOfWeekYear(rule, start, year);
  if (rule.byYearDay.length > 0) {
    const days = rule.byYearDay.map((nth) => nthDayOfYear(rule, year, nth)).filter((day) => day !== null);
    return ascending(
      days.filter((day) => inMonths(rule, day) && onMonthDays(rule, day) && onByDay(rule, day)),
    );
  }
  const { month, day: startDay } = dateParts(start);
  if (rule.byMonthDay.length === 0 && rule.byDay.length > 0) {
    if (rule.byMonth.length === 0) return weekdaysIn(rule, civil(year, 1, 1), daysInYear(year));
    return ascending(
      rule.byMonth.flatMap((each) => weekdaysIn(rule, civil(year, each, 1), daysInMonth(year, each))),
    );
  }
  // BYMONTHDAY alone takes its month from the start, as FREQ=YEARLY alone does; with BYDAY it means any month.
  const months = rule.byMonth.length > 0 ? rule.byMonth : rule.byDay.length > 0 ? allMonths : [month];
  const monthDays = rule.byMonthDay.length > 0 ? rule.byMonthDay : [startDay];
  return monthDaysIn(rule, year, months, monthDays);
}

export function daysOfMonth(rule: RecurrenceRule, start: number, year: number, month: number): number[] {
  if (rule.byMonth.length > 0 && !rule.byMonth.includes(month)) return [];
  const days =
    rule.byMonthDay.length === 0 && (rule.byDay.length > 0 || rule.byYearDay.length > 0)
      ? weekdaysIn(rule, civil(year, month, 1), daysInMonth(year, month))
      : monthDaysIn(
          rule,
          year,
          [month],
          rule.byMonthDay.length > 0 ? rule.byMonthDay : [dateParts(start).day],
        );
  return days.filter((day) => onYearDays(rule, day));
}

/** `weekStartDay`: the civil midnight of the first day of the week. */
export function daysOfWeek(rule: RecurrenceRule, start: number, weekStartDay: number): number[] {
  const wanted = rule.byDay.length > 0 ? rule.byDay.map((by) => by.weekday) : [weekday(start)];
  return sevenFrom(weekStartDay).filter((day) => wanted.includes(weekday(day)) && passesDayLimits(rule, day));
}

/** Whether a day passes a rule of daily or shorter frequency, where every BY part of days only limits. */
export function isRuleDay(rule: RecurrenceRule, day: number): boolean {
  const { byDay } = rule;
  if (byDay.length > 0 && !byDay.some((by) => by.weekday === weekday(day))) return false;
  return passesDayLimits(rule, day);
}

/** The first day of week 1 of a year, with weeks that begin on `weekStart` and have four days in the year. */
function firstWeekStart(year: number, weekStart: number): number {
  const newYear = civil(year, 1, 1);
  const offset = (weekday(newYear) - weekStart + 7) % 7;
  return newYear - offset * dayMs + (offset > 3 ? 7 * dayMs : 0);
}

/** The year whose week a day belongs to. */
export function weekYearOf(day: number, weekStart: number): number {
  const { year } = dateParts(day);
  if (day < firstWeekStart(year, weekStart)) return year - 1;
  return day >= firstWeekStart(year + 1, weekStart) ? year + 1 : year;
}

const allMonths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

function daysOfWeekYear(rule: RecurrenceRule, start: number, year: number): number[] {
  const first = firstWeekStart(year, rule.weekStart);
  const weeks = Math.round((firstWeekStart(year + 1, rule.weekStart) - first) / (7 * dayMs));
  const limited = rule.byMonthDay.length > 0 || rule.byYearDay.length > 0;
  const wanted = rule.byDay.length > 0 ? rule.byDay.map((by) => by.weekday) : [weekday(start)];
  const days = rule.byWeekNo
    .map((nth) => (nth > 0 ? nth : weeks + 1 + nth))
    .filter((nth) => nth >= 1 && nth <= weeks)
    .flatMap((nth) => sevenFrom(first + (nth - 1) * 7 * dayMs))
    .filter(
      (day) =>
        ((limited && rule.byDay.length === 0) || wanted.includes(weekday(day))) && passesDayLimits(rule, day),
    );
  return ascending(days);
}

/** The days of a month or year (the given number of days from `first`) that BYDAY means; all without BYDAY. */
function weekdaysIn(rule: RecurrenceRule, first: number, length: number): number[] {
  const days: number[] = [];
  for (let at = 0; at < length; at++) {
    const day = first + at * dayMs;
    const today = weekday(day);
    const fromStart = Math.floor(at / 7) + 1;
    const fromEnd = -(Math.floor((length - 1 - at) / 7) + 1);
    const wanted =
      rule.byDay.length === 0 ||
      rule.byDay.some(
        (by) => by.weekday === today && (by.nth === 0 || by.nth === fromStart || by.nth === fromEnd),
      );
    if (wanted) days.push(day);
  }
  return days;
}

function monthDaysIn(rule: RecurrenceRule, year: number, months: number[], monthDays: number[]): number[] {
  const days: number[] = [];
  for (const month of months) {
    const length = daysInMonth(year, month);
    for (const nth of monthDays) {
      const day = nth > 0 ? nth : length + 1 + nth;
      if (day >= 1 && day <= length) days.push(civil(year, month, day));
      else if (rule.skip !== "OMIT") days.push(skippedDay(rule, year, month, length, day));
    }
  }
  return ascending(days.filter((day) => onByDay(rule, day)));
}

/** Where SKIP (RFC 7529 §4.1) moves a day that its month does not have. */
function skippedDay(rule: RecurrenceRule, year: number, month: number, length: number, day: number): number {
  const forward = rule.skip === "FORWARD";
  if (day < 1) return civil(year, month, forward ? 1 : 0);
  return civil(year, month, forward ? length + 1 : length);
}

function nthDayOfYear(rule: RecurrenceRule, year: number, nth: number): number | null {
  const length = daysInYear(year);
  const day = nth > 0 ? nth : length + 1 + nth;
  if (day >= 1 && day <= length) return civil(year, 1, day);
  if (rule.skip === "OMIT") return null;
  const forward = rule.skip === "FORWARD";
  return day < 1 ? civil(year, 1, forward ? 1 : 0) : civil(year, 1, forward ? length + 1 : length);
}

function onByDay(rule: RecurrenceRule, day: number): boolean {
  if (rule.byDay.length === 0) return true;
  const { year, month, day: monthDay } = dateParts(day);
  const ofMonth = rule.frequency === "MONTHLY" || rule.byMonth.length > 0;
  const at = ofMonth ? monthDay - 1 : Math.round((day - civil(year, 1, 1)) / dayMs);
  const length = ofMonth ? daysInMonth(year, month) : daysInYear(year);
  const fromStart = Math.floor(at / 7) + 1;
  const fromEnd = -(Math.floor((length - 1 - at) / 7) + 1);
  return rule.byDay.some(
    (by) => by.weekday === weekday(day) && (by.nth === 0 || by.nth === fromStart || by.nth === fromEnd),
  );
}

function passesDayLimits(rule: RecurrenceRule, day: number): boolean {
  return inMonths(rule, day) && onMonthDays(rule, day) && onYearDays(rule, day);
}

function inMonths(rule: RecurrenceRule, day: number): boolean {
  return rule.byMonth.length === 0 || rule.byMonth.includes(dateParts(day).month);
}

function onMonthDays(rule: RecurrenceRule, day: number): boolean {
  if (rule.byMonthDay.length === 0) return true;
  const parts = dateParts(day);
  const fromEnd = parts.day - daysInMonth(parts.year, parts.month) - 1;
  return rule.byMonthDay.includes(parts.day) || rule.byMonthDay.includes(fromEnd);
}

function onYearDays(rule: RecurrenceRule, day: number): boolean {
  if (rule.byYearDay.length === 0) return true;
  const { year } = dateParts(day);
  const nth = Math.round((midnight(day) - civil(year, 1, 1)) / dayMs) + 1;
  return rule.byYearDay.includes(nth) || rule.byYearDay.includes(nth - daysInYear(year) - 1);
}

function sevenFrom(day: number): number[] {
  return [0, 1, 2, 3, 4, 5, 6].map((at) => day + at * dayMs);
}

function ascending(days: number[]): number[] {
  return [...new Set(days)].sort((a, b) => a - b);
}
