import { dayMs, midnight } from "./civil-time.ts";
import type { DateValue } from "./date-value.ts";
import type { Moment } from "./event-source.ts";
import type { RecurrenceRange } from "./recurrence-dates.ts";
import type { RecurrenceRule } from "./recurrence-rule.ts";
import { civilOf, instantOf, type Zone } from "./zone.ts";

/** What tells instances of one event apart: the instant, or for dates the civil day. */
export function momentKey(at: Moment): number {
  return at.isDate ? at.civil : instantOf(at.civil, at.zone);
}

/**
 * Finds the instances that EXDATEs or RECURRENCE-IDs name. They may be in another zone than the event, or be
 * dates for a timed event (then they name its instances of that day in the event's zone), or times for an
 * all-day event (then they name that day). With `first`, a day names only the first instance asked for on it.
 */
export function indexMoments(
  start: Moment,
  moments: Moment[],
  home: Zone,
  aDay: "every" | "first" = "every",
): { holds(at: Moment): boolean } {
  if (moments.length === 0) return { holds: () => false };
  const keys = new Set<number>();
  const days = new Set<number>();
  for (const moment of moments) {
    if (start.isDate) keys.add(dayNamed(moment, home));
    else if (moment.isDate) days.add(moment.civil);
    else keys.add(momentKey(moment));
  }
  return {
    holds: (at) => {
      if (keys.has(momentKey(at))) return true;
      if (days.size === 0 || at.isDate) return false;
      const civil = at.zone === start.zone ? at.civil : civilOf(instantOf(at.civil, at.zone), start.zone);
      return aDay === "first" ? days.delete(midnight(civil)) : days.has(midnight(civil));
    },
  };
}

/**
 * The bound UNTIL sets on a rule. A date includes all of its day; an instant is compared as one; a time on an
 * all-day event stands for its date. UTC on a floating event, against the RFC but common, is compared by the
 * clock, as other readers do.
 */
export function ruleUntil(rule: RecurrenceRule, start: Moment, home: Zone): RecurrenceRange["until"] {
  const { until } = rule;
  if (!until) return undefined;
  if (until.isUtc && !start.isDate && !start.isFloating)
    return {
      latest: civilOf(until.civil, start.zone),
      holds: (time) => instantOf(time, start.zone) <= until.civil,
    };
  let latest = until.isDate ? until.civil + dayMs - 1 : until.civil;
  if (start.isDate) latest = dayNamed(until, home);
  return { latest, holds: (time) => time <= latest };
}

/** The day a date, or a time given for an all-day event, names. */
function dayNamed(moment: DateValue, home: Zone): number {
  if (moment.isDate) return moment.civil;
  // Outlook writes the midnight of the day in its own zone, as an instant.
  const there = moment.isUtc ? civilOf(moment.civil, home) : moment.civil;
  return there === midnight(there) ? there : midnight(moment.civil);
}
