import {
  dateParts,
  dayMs,
  hourMs,
  latestCivil,
  midnight,
  minuteMs,
  secondMs,
  weekday,
} from "./civil-time.ts";
import { daysOfMonth, daysOfWeek, daysOfYear, isRuleDay, weekYearOf } from "./recurrence-days.ts";
import { RecurrenceError, type RecurrenceRule } from "./recurrence-rule.ts";

/** Steps that may still be taken; following a rule spends them, so that no rule can hang its reader. */
export interface Budget {
  left: number;
}

export interface RecurrenceRange {
  /** DTSTART, civil. */
  start: number;
  /** DTSTART is a date: parts of the rule that name clock times are ignored. */
  isDate: boolean;
  /** Civil bounds, both included. */
  from: number;
  to: number;
  /** False for a time past UNTIL; only asked within a day of it. Absent: no UNTIL. */
  until?: { latest: number; holds(time: number): boolean };
  budget: Budget;
}

/**
 * The civil times a rule generates from `from` up to `to`, ascending, each once. DTSTART itself comes only
 * where the rule generates it.
 *
 * Written here rather than taken from a library: of ical.js, rrule and rrule-temporal none follows every rule of
 * the public suites, and ical.js loops for ever on some.
 * @throws RecurrenceError when the budget is spent.
 */
export function* recurrenceDates(rule: RecurrenceRule, range: RecurrenceRange): Generator<number> {
  const end = Math.min(range.to, latestCivil, range.until ? range.until.latest + dayMs : latestCivil);
  const step = evenStep(rule);
  // COUNT counts from DTSTART: only where the instances are evenly spaced can those before `from` be leapt over.
  const leaps = step === null ? 0 : Math.max(0, Math.floor((range.from - range.start) / step));
  const from = rule.count === null ? range.from : range.start + leaps * (step ?? 0);
  let left = rule.count === null ? Number.POSITIVE_INFINITY : rule.count - leaps;
  let last = Number.NEGATIVE_INFINITY;
  for (const time of candidates(rule, { ...range, from, to: end })) {
    spend(range.budget, 1);
    if (time > end) return;
    if (time < range.start || time <= last || (rule.count !== null && time < from)) continue;
    last = time;
    if (range.until && time > range.until.latest - dayMs && !range.until.holds(time)) continue;
    if (left <= 0) return;
    left -= 1;
    if (time >= range.from) yield time;
  }
}

/** The distance between instances where a rule has no BY parts and its periods are all alike; else null. */
function evenStep(rule: RecurrenceRule): number | null {
  const lists = [rule.bySecond, rule.byMinute, rule.byHour, rule.byDay, rule.byMonthDay, rule.byYearDay];
  if ([...lists, rule.byMonth, rule.byWeekNo, rule.bySetPos].some((list) => list.length > 0)) return null;
  switch (rule.frequency) {
    case "WEEKLY":
      return rule.interval * 7 * dayMs;
    case "DAILY":
      return rule.interval * dayMs;
    default:
      return null;
  }
}

function candidates(rule: RecurrenceRule, range: RecurrenceRange): Generator<number> {
  switch (rule.frequency) {
    case "YEARLY":
      return yearly(rule, range);
    case "MONTHLY":
      return monthly(rule, range);
    case "WEEKLY":
      return weekly(rule, range);
    case "DAILY":
      return daily(rule, range);
    case "HOURLY":
      return withinDays(rule, range, hourMs);
    case "MINUTELY":
      return withinDays(rule, range, minuteMs);
    case "SECONDLY":
      return withinDays(rule, range, secondMs);
  }
}

function* yearly(rule: RecurrenceRule, range: RecurrenceRange): Generator<number> {
  const times = timesOfDay(rule, range);
  const base = firstYear(rule, range, times);
  const lastYear = dateParts(range.to).year + 1;
  const skipped = Math.floor((dateParts(range.from).year - 1 - base) / rule.interval);
  for (let year = base + Math.max(0, skipped) * rule.interval; year <= lastYear; year += rule.interval) {
    spend(range.budget, 10);
    yield* choose(rule, daysOfYear(rule, range.start, year), times);
  }
}

/**
 * Weeks of a year may reach into its neighbours. The first year is then the one whose week DTSTART is in, if
 * the rule chooses anything from DTSTART on there.
 */
function firstYear(rule: RecurrenceRule, range: RecurrenceRange, times: number[]): number {
  const { year } = dateParts(range.start);
  if (rule.byWeekNo.length === 0) return year;
  const weekYear = weekYearOf(midnight(range.start), rule.weekStart);
  if (weekYear === year) return year;
  for (const time of choose(rule, daysOfYear(rule, range.start, weekYear), times))
    if (time >= range.start) return weekYear;
  return year;
}

function* monthly(rule: RecurrenceRule, range: RecurrenceRange): Generator<number> {
  const times = timesOfDay(rule, range);
  const base = monthIndex(range.start);
  const last = monthIndex(range.to) + 1;
  const skipped = Math.floor((monthIndex(range.from) - 1 - base) / rule.interval);
  for (let index = base + Math.max(0, skipped) * rule.interval; index <= last; index += rule.interval) {
    spend(range.budget, 3);
    const days = daysOfMonth(rule, range.start, Math.floor(index / 12), (index % 12) + 1);
    yield* choose(rule, days, times);
  }
}

function* weekly(rule: RecurrenceRule, range: RecurrenceRange): Generator<number> {
  const times = timesOfDay(rule, range);
  const first = midnight(range.start);
  const base = first - ((weekday(first) - rule.weekStart + 7) % 7) * dayMs;
  const step = rule.interval * 7 * dayMs;
  const skipped = Math.max(0, Math.floor((range.from - 7 * dayMs - base) / step));
  for (let week = base + skipped * step; week <= range.to; week += step) {
    spend(range.budget, 1);
    yield* choose(rule, daysOfWeek(rule, range.start, week), times);
  }
}

function* daily(rule: RecurrenceRule, range: RecurrenceRange): Generator<number> {
  const times = timesOfDay(rule, range);
  const base = midnight(range.start);
  const step = rule.interval * dayMs;
  const skipped = Math.max(0, Math.floor((range.from - dayMs - base) / step));
  for (let day = base + skipped * step; day <= range.to; day += step) {
    spend(range.budget, 1);
    if (isRuleDay(rule, day)) yield* choose(rule, [day], times);
  }
}

/** HOURLY, MINUTELY and SECONDLY: longer parts limit, and whole days, hours and minutes are leapt over. */
function* withinDays(rule: RecurrenceRule, range: RecurrenceRange, unit: number): Generator<number> {
  const base = Math.floor(range.start / unit) * unit;
  const step = rule.interval * unit;
  const offsets = offsetsWithin(rule, range, unit);
  const stepFrom = (time: number) => Math.max(0, Math.ceil((time - base) / step));
  let index = stepFrom(range.from - unit);
  let day = Number.NaN;
  let dayHolds = false;
  for (;;) {
    const time = base + index * step;
    if (time > range.to) return;
    spend(range.budget, 1);
    if (midnight(time) !== day) {
      day = midnight(time);
      dayHolds = isRuleDay(rule, day);
    }
    const next = dayHolds ? (range.isDate ? time : nextTimeWithin(rule, time, unit)) : day + dayMs;
    if (next > time) {
      index = Math.max(index + 1, stepFrom(next));
      continue;
    }
    if (range.isDate) {
      yield day;
      index = Math.max(index + 1, stepFrom(day + dayMs));
      continue;
    }
    yield* choose(rule, [time], offsets);
    index += 1;
  }
}

/** The time itself when it passes BYHOUR, BYMINUTE and BYSECOND as far as they limit, else the next to try. */
function nextTimeWithin(rule: RecurrenceRule, time: number, unit: number): number {
  const ofDay = time - midnight(time);
  const { byHour, byMinute, bySecond } = rule;
  if (byHour.length > 0 && !byHour.includes(Math.floor(ofDay / hourMs)))
    return Math.floor(time / hourMs) * hourMs + hourMs;
  if (unit >= hourMs) return time;
  if (byMinute.length > 0 && !byMinute.includes(Math.floor((ofDay % hourMs) / minuteMs)))
    return Math.floor(time / minuteMs) * minuteMs + minuteMs;
  if (unit >= minuteMs) return time;
  if (bySecond.length > 0 && !bySecond.includes(Math.floor((ofDay % minuteMs) / secondMs)))
    return time + secondMs;
  return time;
}

function timesOfDay(rule: RecurrenceRule, range: RecurrenceRange): number[] {
  if (range.isDate) return [0];
  const ofDay = range.start - midnight(range.start);
  const hours = rule.byHour.length > 0 ? rule.byHour : [Math.floor(ofDay / hourMs)];
  const within = offsetsWithin(rule, range, hourMs);
  return hours.flatMap((hour) => within.map((offset) => hour * hourMs + offset));
}

/** What BYMINUTE and BYSECOND (or DTSTART) choose within one hour or minute. */
function offsetsWithin(rule: RecurrenceRule, range: RecurrenceRange, unit: number): number[] {
  if (unit === secondMs || range.isDate) return [0];
  const ofHour = range.start - Math.floor(range.start / hourMs) * hourMs;
  const seconds = rule.bySecond.length > 0 ? rule.bySecond : [Math.floor((ofHour % minuteMs) / secondMs)];
  if (unit === minuteMs) return seconds.map((second) => second * secondMs);
  const minutes = rule.byMinute.length > 0 ? rule.byMinute : [Math.floor(ofHour / minuteMs)];
  return minutes.flatMap((minute) => seconds.map((second) => minute * minuteMs + second * secondMs));
}

/** Every day with every time, or the positions BYSETPOS names among them; ascending. */
function* choose(rule: RecurrenceRule, days: number[], times: number[]): Generator<number> {
  if (rule.bySetPos.length === 0) {
    for (const day of days) for (const time of times) yield day + time;
    return;
  }
  const size = days.length * times.length;
  const positions = rule.bySetPos
    .map((nth) => (nth > 0 ? nth - 1 : size + nth))
    .filter((at) => at >= 0 && at < size)
    .sort((a, b) => a - b);
  for (const at of positions) {
    const day = days[Math.floor(at / times.length)];
    const time = times[at % times.length];
    if (day !== undefined && time !== undefined) yield day + time;
  }
}

function monthIndex(time: number): number {
  const { year, month } = dateParts(time);
  return year * 12 + month - 1;
}

/** @throws RecurrenceError when nothing is left. */
export function spend(budget: Budget, steps: number): void {
  budget.left -= steps;
  if (budget.left < 0) throw new RecurrenceError("repeats too often to be followed");
}
