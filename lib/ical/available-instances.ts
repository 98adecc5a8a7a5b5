import type { AvailabilityZones } from "./availability-bounds.ts";
import type { Component } from "./content-lines.ts";
import { type EventSource, readEventSource } from "./event-source.ts";
import { expandSeries, expandSingle } from "./expand-series.ts";
import { ruleUntil } from "./moment-index.ts";
import { type Budget, recurrenceDates } from "./recurrence-dates.ts";
import { RecurrenceError } from "./recurrence-rule.ts";
import type { Interval } from "./types.ts";
import { instantOf, utc } from "./zone.ts";

/**
 * The instances of the AVAILABLE components of one UID (RFC 7953 §3.1): a series, and by RECURRENCE-ID what
 * stands in the place of single ones. Clipped to the window; neither sorted nor merged.
 * @throws RecurrenceError when any of them cannot be read in full. What is assumed of an event blocks too much;
 * assumed of an AVAILABLE it would offer time nobody meant to give.
 */
export function availableInstances(
  group: readonly Component[],
  zones: AvailabilityZones,
  window: Interval & { budget: Budget },
): Interval[] {
  const sources = group.map((component) => readAvailable(component, zones));
  const masters = sources.filter((source) => source.recurrenceId === null);
  // Settings are written with the day they were saved as DTSTART: RFC 5545 §3.8.5.3 leaves open what a DTSTART
  // beside its rule means, and an event counts it.
  for (const master of masters)
    if (!ruleHoldsStart(master, zones, window.budget)) master.exDates.push(master.start);
  const overrides = lastOfEach(sources.filter((source) => source.recurrenceId !== null));
  const series = {
    fromMs: window.startMs,
    toMs: window.endMs,
    home: zones.home,
    blocks: (status: string) => status !== "CANCELLED",
    budget: window.budget,
  };
  return [
    ...masters.flatMap((master) => expandSeries(master, overrides, series)),
    ...overrides.flatMap((override) => expandSingle(override, series)),
  ]
    .filter((instance) => instance.busy)
    .map(({ startMs, endMs }) => ({
      startMs: Math.max(startMs, window.startMs),
      endMs: Math.min(endMs, window.endMs),
    }));
}

function readAvailable(component: Component, zones: AvailabilityZones): EventSource {
  if (!component.closed) throw new RecurrenceError("cut off before its end");
  const source = readEventSource(component, { ...zones, unknownZone: utc });
  const [note] = source.notes;
  if (note !== undefined) throw new RecurrenceError(note);
  const [zone] = source.unknownZones;
  if (zone !== undefined) throw new RecurrenceError(`unknown time zone ${zone.slice(0, 80)}`);
  if (source.extent.days === 0 && source.extent.ms === 0)
    throw new RecurrenceError("it ends when it starts, or does not say when");
  return source;
}

function ruleHoldsStart({ rules, start }: EventSource, { home }: AvailabilityZones, budget: Budget): boolean {
  if (rules.length === 0) return true;
  const { civil, isDate } = start;
  return rules.some((rule) => {
    const until = ruleUntil(rule, start, home);
    const times = recurrenceDates(rule, { start: civil, isDate, from: civil, to: civil, until, budget });
    return !times.next().done;
  });
}

function lastOfEach(overrides: EventSource[]): EventSource[] {
  const byInstance = new Map<number, EventSource>();
  for (const override of overrides) {
    const { recurrenceId } = override;
    if (recurrenceId) byInstance.set(instantOf(recurrenceId.civil, recurrenceId.zone), override);
  }
  return [...byInstance.values()];
}
