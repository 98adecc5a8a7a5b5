import { basicText, dateText, dayMs, midnight } from "./civil-time.ts";
import type { EventSource, Extent, Moment } from "./event-source.ts";
import { indexMoments, momentKey, ruleUntil } from "./moment-index.ts";
import { type Budget, recurrenceDates, spend } from "./recurrence-dates.ts";
import type { RecurrenceRule } from "./recurrence-rule.ts";
import type { Occurrence } from "./types.ts";
import { civilOf, instantOf, type Zone } from "./zone.ts";

export interface SeriesWindow {
  fromMs: number;
  toMs: number;
  home: Zone;
  blocks(status: string, transparency: string): boolean;
  budget: Budget;
}

/** An instance: where its rule put it, and how long it takes. */
interface Instance {
  at: Moment;
  extent: Extent;
}

/** Clocks differ from UTC by at most this much, so civil bounds are the window's and two days more. */
const slackMs = 2 * dayMs;

export function recurs(source: EventSource): boolean {
  return source.rules.length > 0 || source.rDates.length > 0;
}

/**
 * The occurrences of one event in the window, its overrides (events of the same UID with RECURRENCE-ID) in the
 * place of the instances they name. An override speaks for itself: it counts also when the rule generates no
 * such instance, and when it was moved into the window from outside.
 * @throws RecurrenceError when the rule cannot be followed within the budget.
 */
export function expandSeries(
  master: EventSource,
  overrides: EventSource[],
  window: SeriesWindow,
): Occurrence[] {
  spend(window.budget, overrides.length + master.exDates.length);
  const later = overrides.filter((override) => override.thisAndFuture).sort(byRecurrenceId);
  const replaced = indexMoments(
    master.start,
    overrides.map((override) => override.recurrenceId).filter((at) => at !== null),
    window.home,
    "first",
  );
  const excluded = indexMoments(master.start, master.exDates, window.home);
  const reach = later.reduce((most, override) => Math.max(most, shiftOf(master, override).reach), 0);
  const found: Occurrence[] = [];
  for (const instance of instancesOf(master, reach, window)) {
    if (excluded.holds(instance.at) || replaced.holds(instance.at)) continue;
    spend(window.budget, later.length);
    const change = later.findLast((override) => startsBefore(override, instance.at));
    const occurrence = change
      ? changedOccurrence(master, change, instance, window)
      : occurrenceOf(master, instance, recurs(master) ? instance.at : null, window);
    if (overlaps(occurrence, window)) found.push(occurrence);
  }
  return found;
}

/** The occurrence of an event that stands for one instance: an override, or an event without a rule. */
export function expandSingle(source: EventSource, window: SeriesWindow): Occurrence[] {
  const occurrence = occurrenceOf(
    source,
    { at: source.start, extent: source.extent },
    source.recurrenceId,
    window,
  );
  return overlaps(occurrence, window) ? [occurrence] : [];
}

/** Every instance of the recurrence set near the window, ascending, EXRULE applied and EXDATE not yet. */
function instancesOf(master: EventSource, reach: number, window: SeriesWindow): Instance[] {
  if (!recurs(master)) return [{ at: master.start, extent: master.extent }];
  const length = master.extent.days * dayMs + master.extent.ms;
  const range = {
    from: window.fromMs - length - slackMs - reach,
    to: window.toMs + slackMs + reach,
    budget: window.budget,
  };
  const instances = new Map<number, Instance>();
  const add = (at: Moment, extent: Extent) => {
    const key = momentKey(at);
    const known = instances.get(key);
    if (!known || sizeOf(known.extent) < sizeOf(extent)) instances.set(key, { at, extent });
  };
  // DTSTART is the first instance whether or not its rule generates it (RFC 5545 §3.8.5.3).
  add(master.start, master.extent);
  for (const rule of master.rules)
    for (const civil of generated(rule, master.start, range, window.home))
      add({ ...master.start, civil }, master.extent);
  for (const { at, extent } of master.rDates) {
    spend(window.budget, 1);
    add(at, extent ?? master.extent);
  }
  for (const rule of master.exRules)
    for (const civil of generated(rule, master.start, range, window.home))
      instances.delete(momentKey({ ...master.start, civil }));
  return [...instances.values()].sort((a, b) => momentKey(a.at) - momentKey(b.at));
}

function generated(
  rule: RecurrenceRule,
  start: Moment,
  range: { from: number; to: number; budget: Budget },
  home: Zone,
): Generator<number> {
  const until = ruleUntil(rule, start, home);
  return recurrenceDates(rule, { start: start.civil, isDate: start.isDate, ...range, until });
}

function occurrenceOf(
  source: EventSource,
  { at, extent }: Instance,
  recurrenceId: Moment | null,
  window: SeriesWindow,
): Occurrence {
  const endCivil = at.civil + extent.days * dayMs;
  // Days are counted on the calendar, milliseconds on the clock that never jumps.
  const startMs = instantOf(at.civil, at.zone);
  const endMs = (extent.days === 0 ? startMs : instantOf(endCivil, at.zone)) + extent.ms;
  return {
    uid: source.uid,
    startMs,
    endMs: Math.max(startMs, endMs),
    allDay: at.isDate,
    startDate: at.isDate ? dateText(at.civil) : null,
    endDate: at.isDate ? dateText(endCivil) : null,
    status: source.status,
    transparency: source.transparency,
    busy: window.blocks(source.status, source.transparency),
    recurrenceId: recurrenceId ? recurrenceIdText(recurrenceId) : null,
  };
}

/** An instance after RANGE=THISANDFUTURE: moved as the override moved its own, and like it in all else. */
function changedOccurrence(
  master: EventSource,
  override: EventSource,
  instance: Instance,
  window: SeriesWindow,
): Occurrence {
  const shift = shiftOf(master, override).civil;
  const zone = override.start.isDate ? window.home : override.start.zone;
  const civilHere = instance.at.isDate
    ? instance.at.civil
    : civilOf(instantOf(instance.at.civil, instance.at.zone), zone);
  const moved = civilHere + shift;
  const at = {
    ...override.start,
    civil: override.start.isDate ? midnight(moved) : moved,
  };
  return occurrenceOf(override, { at, extent: override.extent }, instance.at, window);
}

/** How far an override moved its instance, in the civil time of its own zone. */
function shiftOf(master: EventSource, override: EventSource): { civil: number; reach: number } {
  const id = override.recurrenceId ?? override.start;
  const { start } = override;
  let from = id.isDate ? id.civil : civilOf(instantOf(id.civil, id.zone), start.zone);
  if (id.isDate && !master.start.isDate) from += master.start.civil - midnight(master.start.civil);
  const civil = start.isDate ? start.civil - midnight(from) : start.civil - from;
  return { civil, reach: Math.abs(civil) + sizeOf(override.extent) };
}

function startsBefore(override: EventSource, at: Moment): boolean {
  const id = override.recurrenceId;
  return id !== null && instantOf(id.civil, id.zone) <= instantOf(at.civil, at.zone);
}

function byRecurrenceId(a: EventSource, b: EventSource): number {
  const [first, second] = [a.recurrenceId ?? a.start, b.recurrenceId ?? b.start];
  return instantOf(first.civil, first.zone) - instantOf(second.civil, second.zone);
}

function overlaps({ startMs, endMs }: Occurrence, window: SeriesWindow): boolean {
  if (startMs === endMs) return startMs >= window.fromMs && startMs < window.toMs;
  return startMs < window.toMs && endMs > window.fromMs;
}

function sizeOf(extent: Extent): number {
  return extent.days * dayMs + extent.ms;
}

function recurrenceIdText(at: Moment): string {
  return at.isDate ? dateText(at.civil).replaceAll("-", "") : `${basicText(instantOf(at.civil, at.zone))}Z`;
}
