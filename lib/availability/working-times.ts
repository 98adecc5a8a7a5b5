import { addDays, dayOf, instantOf, weekdayOf } from "#lib/core/time-zone.ts";
import type { BookingRules } from "./booking-rules.ts";
import type { Interval } from "./types.ts";

type WorkingHours = Pick<BookingRules, "timeZone" | "hours" | "openTimes">;

/**
 * The stretches an artist works that touch a window, in order; stretches that meet are one. Days are walked in the
 * artist's zone and clock times turned into instants once, so that DST changes a day's length and nothing else.
 */
export function workingTimes(rules: WorkingHours, window: Interval): Interval[] {
  return merge(dailyStretches(rules, window));
}

/**
 * The same, but stretches that meet at midnight stay apart: where a day's work begins is where its slots begin,
 * whatever window is asked for.
 */
export function dailyStretches(rules: WorkingHours, window: Interval): Interval[] {
  if (rules.openTimes !== null) return cutAtMidnights(rules.openTimes, rules.timeZone, window);
  const stretches: Interval[] = [];
  const lastDay = dayOf(window.endMs, rules.timeZone);
  for (let day = addDays(dayOf(window.startMs, rules.timeZone), -1); day <= lastDay; day = addDays(day, 1)) {
    const weekday = weekdayOf(day);
    const ofDay: Interval[] = [];
    for (const hours of rules.hours) {
      if (hours.weekday !== weekday) continue;
      const startMs = instantOf(day, hours.startMinute, rules.timeZone);
      const endMs = instantOf(day, hours.endMinute, rules.timeZone);
      if (startMs < endMs) ofDay.push({ startMs, endMs });
    }
    stretches.push(
      ...merge(ofDay).filter(({ startMs, endMs }) => endMs > window.startMs && startMs < window.endMs),
    );
  }
  return stretches;
}

/** Each open time as stretches within one day of the zone; those that touch the window. */
function cutAtMidnights(
  openTimes: readonly Readonly<Interval>[],
  timeZone: string,
  window: Interval,
): Interval[] {
  const stretches: Interval[] = [];
  for (const open of openTimes) {
    if (open.endMs <= window.startMs || open.startMs >= window.endMs) continue;
    const until = Math.min(open.endMs, window.endMs);
    let day = dayOf(Math.max(open.startMs, window.startMs), timeZone);
    for (let midnight = instantOf(day, 0, timeZone); midnight < until; ) {
      day = addDays(day, 1);
      const next = instantOf(day, 0, timeZone);
      const startMs = Math.max(open.startMs, midnight);
      const endMs = Math.min(open.endMs, next);
      if (startMs < endMs && endMs > window.startMs) stretches.push({ startMs, endMs });
      midnight = next;
    }
  }
  return stretches;
}

function merge(stretches: Interval[]): Interval[] {
  const merged: Interval[] = [];
  for (const stretch of stretches.sort((a, b) => a.startMs - b.startMs)) {
    const last = merged.at(-1);
    if (last && stretch.startMs <= last.endMs) last.endMs = Math.max(last.endMs, stretch.endMs);
    else merged.push({ ...stretch });
  }
  return merged;
}
