import { type Component, lineOf } from "./content-lines.ts";
import { type EventSource, type ReadContext, readEventSource, uidOf } from "./event-source.ts";
import { expandSeries, expandSingle, recurs, type SeriesWindow } from "./expand-series.ts";
import { knownSpan } from "./known-span.ts";
import type { ParsedCalendar } from "./parsed-calendar.ts";
import { RecurrenceError } from "./recurrence-rule.ts";
import type { ExpandOptions, Interval, Occurrence, UnreadableEvent } from "./types.ts";
import { instantOf, utc, type Zone } from "./zone.ts";

const defaultMaxOccurrences = 50_000;
/** Steps for one event, and for all of a text: together they bound the time any input can take. */
const stepsPerEvent = 500_000;
const stepsPerText = 3_000_000;

export interface ExpandedCalendar {
  /** Sorted by start. */
  occurrences: Occurrence[];
  unreadable: UnreadableEvent[];
  /**
   * Other readings of times in a zone nobody knows: `occurrences` has them in UTC, as other readers do, and
   * here is where they would be in the zone given. `busyIntervals` blocks both.
   */
  alsoBusy: Interval[];
}

/** Reads the events of one text, a UID at a time, into a result, within one budget. */
export class CalendarReader {
  private readonly zoneOf: (tzid: string) => Zone | null;
  private readonly lines: readonly string[];
  private readonly home: Zone;
  private readonly options: ExpandOptions;
  private readonly result: ExpandedCalendar;
  private stepsLeft = stepsPerText;

  constructor(calendar: ParsedCalendar, home: Zone, options: ExpandOptions, result: ExpandedCalendar) {
    this.lines = calendar.lines;
    this.zoneOf = calendar.zoneOf;
    this.home = home;
    this.options = options;
    this.result = result;
  }

  /** Reads the events of one UID: masters, and the overrides of their instances. */
  read(group: Component[]): void {
    const sources = this.sourcesOf(group, utc, true);
    for (const occurrence of this.expand(sources, true)) this.result.occurrences.push(occurrence);
    const unknown = [...new Set(sources.flatMap((source) => source.unknownZones))];
    if (unknown.length > 0) this.readElsewhere(group, unknown);
    for (const source of sources) {
      for (const reason of new Set(source.notes)) this.report(source.component, reason, null);
      if (!source.component.closed)
        this.report(source.component, "cut off before its end", this.cutSpan(source));
    }
  }

  /** The occurrences of a series that was cut block already; what was cut from a single event may have been a rule. */
  private cutSpan(source: EventSource): Interval | null {
    return recurs(source) ? null : this.spanOf(source.component);
  }

  private readElsewhere(group: Component[], unknown: string[]): void {
    const names = unknown.map((name) => name.slice(0, 80)).join(", ");
    const first = group[0];
    if (this.home.name === "UTC") {
      if (first) this.report(first, `unknown time zone ${names}; read as UTC`, null);
      return;
    }
    const others = this.expand(this.sourcesOf(group, this.home, false), false)
      .filter((occurrence) => occurrence.busy && occurrence.endMs > occurrence.startMs)
      .map(({ startMs, endMs }) => ({ startMs, endMs }));
    for (const other of others) this.result.alsoBusy.push(other);
    const reason = `unknown time zone ${names}; read as UTC, and blocked as ${this.home.name} too`;
    if (first) this.report(first, reason, others[0] ?? null);
  }

  private sourcesOf(group: Component[], unknownZone: Zone, reporting: boolean): EventSource[] {
    const context: ReadContext = { zoneOf: this.zoneOf, home: this.home, unknownZone };
    const sources: EventSource[] = [];
    for (const component of group) {
      try {
        sources.push(readEventSource(component, context));
      } catch (error) {
        if (!(error instanceof RecurrenceError)) throw error;
        if (reporting) this.report(component, error.message);
      }
    }
    return sources;
  }

  private expand(sources: EventSource[], reporting: boolean): Occurrence[] {
    const isMaster = (source: EventSource) => source.recurrenceId === null;
    const masters = sources.filter(isMaster);
    const overrides = latestOverrides(sources.filter((source) => !isMaster(source)));
    // Some writers put a RECURRENCE-ID on the series itself; its rule must not be lost for that.
    if (masters.length === 0)
      for (const source of overrides.filter(recurs)) masters.push({ ...source, recurrenceId: null });
    const found: Occurrence[] = [];
    const attempt = (source: EventSource, expand: (window: SeriesWindow) => Occurrence[]) => {
      const room =
        (this.options.maxOccurrences ?? defaultMaxOccurrences) -
        this.result.occurrences.length -
        found.length;
      const budget = { left: Math.min(stepsPerEvent, this.stepsLeft) };
      const before = budget.left;
      try {
        const occurrences = expand({ ...this.window(), budget });
        if (occurrences.length > room) throw new RecurrenceError("more occurrences than can be kept");
        for (const occurrence of occurrences) found.push(occurrence);
      } catch (error) {
        if (!(error instanceof RecurrenceError)) throw error;
        if (reporting) this.report(source.component, error.message);
      } finally {
        this.stepsLeft -= before - Math.max(0, budget.left);
      }
    };
    const series = new Set(masters.map((master) => master.component));
    const changes = overrides.filter((override) => !series.has(override.component));
    for (const master of masters) attempt(master, (window) => expandSeries(master, changes, window));
    for (const override of changes) attempt(override, (window) => expandSingle(override, window));
    return found;
  }

  private window(): Omit<SeriesWindow, "budget"> {
    const { fromMs, toMs, blockBy } = this.options;
    const blocks = (status: string, transparency: string) =>
      status !== "CANCELLED" && (blockBy === "everything" || transparency !== "TRANSPARENT");
    return { fromMs, toMs, home: this.home, blocks };
  }

  private report(component: Component, reason: string, span?: Interval | null): void {
    this.result.unreadable.push({
      uid: uidOf(component),
      reason,
      span: span === undefined ? this.spanOf(component) : span,
    });
  }

  private spanOf(component: Component): Interval | null {
    const status = lineOf(component, "STATUS")?.value.trim().toUpperCase();
    if (status === "CANCELLED") return null;
    const text = this.lines
      .slice(component.firstLine, component.lastLine + 1)
      .join("\n")
      .slice(0, 100_000);
    const zones = { zoneOf: this.zoneOf, home: this.home };
    return knownSpan(text.replace(/\n[ \t]/g, ""), zones, this.options.toMs);
  }
}

/** Of several overrides of one instance the highest SEQUENCE counts, and of equals the last. */
function latestOverrides(overrides: EventSource[]): EventSource[] {
  const latest = new Map<number, EventSource>();
  for (const override of overrides) {
    const key = instantOf(override.recurrenceId?.civil ?? 0, override.recurrenceId?.zone ?? utc);
    const known = latest.get(key);
    if (!known || override.sequence >= known.sequence) latest.set(key, override);
  }
  return [...latest.values()];
}
