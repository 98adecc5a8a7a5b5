import { dayMs, midnight } from "./civil-time.ts";
import { type Component, type ContentLine, lineOf } from "./content-lines.ts";
import { type DateValue, type Duration, readDateValue, readDuration } from "./date-value.ts";
import { RecurrenceError, type RecurrenceRule, readRecurrenceRule } from "./recurrence-rule.ts";
import { unescapeText } from "./text-value.ts";
import { instantOf, utc, type Zone } from "./zone.ts";

/** A date or time with the zone it is read in; dates and floating times carry the zone the caller gave. */
export interface Moment {
  civil: number;
  isDate: boolean;
  isUtc: boolean;
  /** A time written without a zone. */
  isFloating: boolean;
  zone: Zone;
}

/** How long an instance takes: `exact` milliseconds (DTEND), or `days` by the calendar and milliseconds more. */
export interface Extent {
  days: number;
  ms: number;
}

/** A VEVENT as far as it says when. */
export interface EventSource {
  component: Component;
  uid: string;
  start: Moment;
  extent: Extent;
  rules: RecurrenceRule[];
  exRules: RecurrenceRule[];
  /** With its own extent where RDATE was a period. */
  rDates: { at: Moment; extent: Extent | null }[];
  exDates: Moment[];
  recurrenceId: Moment | null;
  thisAndFuture: boolean;
  sequence: number;
  status: string;
  transparency: string;
  /** What was read only by assumption, or left out. */
  notes: string[];
  /** TZIDs that nobody knows and that were read in `ReadContext.unknownZone`. */
  unknownZones: string[];
}

export interface ReadContext {
  zoneOf(tzid: string): Zone | null;
  /** For floating times and dates. */
  home: Zone;
  /** For TZIDs nobody knows. */
  unknownZone: Zone;
}

const maxDates = 20_000;

export function uidOf(component: Component): string {
  return unescapeText(lineOf(component, "UID")?.value ?? "").trim();
}

/**
 * Reads what a VEVENT says about time.
 * @throws RecurrenceError when it cannot be known; the caller reports the event and blocks its span.
 */
export function readEventSource(component: Component, context: ReadContext): EventSource {
  const startLine = lineOf(component, "DTSTART");
  if (!startLine) throw new RecurrenceError("no DTSTART");
  // Prose that lost its folding may begin with "Duration"; with a DTEND there is no need of one.
  const needless = lineOf(component, "DTEND") ? "DURATION" : "";
  for (const name of component.malformed)
    if (name !== needless) throw new RecurrenceError(`${name} is malformed`);
  const notes: string[] = [];
  const unknownZones = new Set<string>();
  const read = (line: ContentLine, text: string, floating: Zone): Moment | null => {
    const value = readDateValue(text);
    if (!value) return null;
    const tzid = line.params.get("TZID");
    if (value.isDate || value.isUtc || !tzid)
      return placed(value, line, value.isUtc ? utc : floating, context);
    const zone = context.zoneOf(tzid);
    if (!zone) unknownZones.add(tzid);
    return placed(value, line, zone ?? context.unknownZone, context);
  };
  const must = (line: ContentLine, floating: Zone): Moment => {
    const moment = read(line, line.value, floating);
    if (!moment) throw new RecurrenceError(`${line.name} is no date`);
    return moment;
  };

  let start = must(startLine, context.home);
  const endLine = lineOf(component, "DTEND");
  const end = endLine && endLine.value.trim() !== "" ? must(endLine, start.zone) : null;
  // A date with an end in hours is a time: midnight.
  if (start.isDate && end && !end.isDate) start = { ...start, isDate: false };
  const extent = end ? until(start, end) : fromDuration(start, lineOf(component, "DURATION"));

  const source: EventSource = {
    component,
    uid: uidOf(component),
    start,
    extent,
    rules: [],
    exRules: [],
    rDates: [],
    exDates: [],
    recurrenceId: null,
    thisAndFuture: false,
    sequence: Number.parseInt(lineOf(component, "SEQUENCE")?.value ?? "0", 10) || 0,
    status: wordOf(component, "STATUS"),
    transparency: wordOf(component, "TRANSP"),
    notes,
    unknownZones: [],
  };
  for (const line of component.lines) {
    if (line.value.trim() === "") continue;
    switch (line.name) {
      case "RRULE":
        source.rules.push(readRecurrenceRule(line.value));
        break;
      case "EXRULE":
        readExRule(source, line);
        break;
      case "RDATE":
        readRDates(source, line, (text) => read(line, text, start.zone));
        break;
      case "EXDATE":
        for (const text of datesOf(source, line)) {
          const at = read(line, text, start.zone);
          if (at) source.exDates.push(at);
          else notes.push("an EXDATE is no date and was left out");
        }
        break;
      case "RECURRENCE-ID":
        source.recurrenceId = must(line, start.zone);
        source.thisAndFuture = line.params.get("RANGE")?.toUpperCase() === "THISANDFUTURE";
        break;
    }
  }
  source.unknownZones = [...unknownZones];
  return source;
}

function placed(value: DateValue, line: ContentLine, zone: Zone, context: ReadContext): Moment {
  // Exchange writes whole days as midnights with VALUE=DATE.
  const asDate = line.params.get("VALUE")?.toUpperCase() === "DATE" && value.civil === midnight(value.civil);
  const isDate = value.isDate || asDate;
  return {
    civil: value.civil,
    isDate,
    isUtc: value.isUtc && !isDate,
    isFloating: !isDate && !value.isUtc && !line.params.get("TZID"),
    zone: isDate ? context.home : zone,
  };
}

/** From DTSTART to DTEND: whole days between dates, else exact (RFC 5545 §3.8.5.3); never below nothing. */
function until(start: Moment, end: Moment): Extent {
  if (start.isDate && end.isDate)
    return { days: Math.max(0, Math.round((end.civil - start.civil) / dayMs)), ms: 0 };
  const endMs = end.isDate ? instantOf(end.civil, start.zone) : instantOf(end.civil, end.zone);
  return { days: 0, ms: Math.max(0, endMs - instantOf(start.civil, start.zone)) };
}

function fromDuration(start: Moment, line: ContentLine | undefined): Extent {
  if (!line || line.value.trim() === "") return start.isDate ? { days: 1, ms: 0 } : { days: 0, ms: 0 };
  const duration = readDuration(line.value);
  if (!duration) throw new RecurrenceError("DURATION is no duration");
  return extentOf(start, duration);
}

function extentOf(start: Moment, duration: Duration): Extent {
  const { days, ms } = duration;
  if (days * dayMs + ms <= 0) return { days: 0, ms: 0 };
  // A whole-day event takes whole days, whatever clock time its duration names.
  return start.isDate ? { days: days + Math.ceil(ms / dayMs), ms: 0 } : { days, ms };
}

function readExRule(source: EventSource, line: ContentLine): void {
  try {
    source.exRules.push(readRecurrenceRule(line.value));
  } catch (error) {
    if (!(error instanceof RecurrenceError)) throw error;
    source.notes.push("its EXRULE cannot be followed and was left out");
  }
}

function datesOf(source: EventSource, line: ContentLine): string[] {
  const texts = line.value.split(",", maxDates + 1);
  if (source.rDates.length + source.exDates.length + source.notes.length + texts.length > maxDates)
    throw new RecurrenceError("too many dates");
  return texts.filter((text) => text.trim() !== "");
}

function readRDates(source: EventSource, line: ContentLine, read: (text: string) => Moment | null): void {
  for (const text of datesOf(source, line)) {
    const [from = "", to] = text.split("/");
    let at = read(from);
    if (!at) {
      source.notes.push("an RDATE is no date and was left out");
      continue;
    }
    // A date on a timed event is that event on that day.
    if (at.isDate && !source.start.isDate)
      at = { ...source.start, civil: at.civil + source.start.civil - midnight(source.start.civil) };
    const length = to === undefined ? null : readDuration(to);
    const end = to === undefined || length ? null : read(to);
    source.rDates.push({ at, extent: length ? extentOf(at, length) : end ? until(at, end) : null });
  }
}

function wordOf(component: Component, name: string): string {
  return (lineOf(component, name)?.value ?? "").trim().toUpperCase();
}
