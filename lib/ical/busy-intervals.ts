import { AppError } from "#lib/core/errors.ts";
import type { ExpandedCalendar } from "./calendar-reader.ts";
import { dayMs } from "./civil-time.ts";
import { expandParsed, parseWithin, tooLarge } from "./expand-calendar.ts";
import { freeBusyIntervals } from "./free-busy.ts";
import type { ParsedCalendar } from "./parsed-calendar.ts";
import type { ExpandOptions, Interval, Occurrence, UnreadableEvent } from "./types.ts";
import { civilOf, ianaZone, instantOf, type Zone } from "./zone.ts";

export interface BusyCalendar {
  intervals: Interval[];
  unreadable: UnreadableEvent[];
}

/**
 * What blocks in the window, clipped to it and sorted by start, not merged: the busy occurrences of the text's
 * events, its VFREEBUSY periods, and the spans of what could not be read.
 *
 * An all-day event that ends on the day it starts (DTEND is exclusive, so it has no length) blocks that day, as
 * every calendar app shows it.
 *
 * @throws AppError `invalid_input` when `timeZone` is no IANA zone. No text makes it throw.
 */
export function busyIntervals(text: string, options: ExpandOptions): BusyCalendar {
  const home = ianaZone(options.timeZone);
  if (!home) throw new AppError("invalid_input", `Unknown time zone ${options.timeZone}`);
  const calendar = parseWithin(text);
  return calendar ? busyIn(calendar, home, options) : collect(tooLarge(options), [], home, options);
}

/** As `busyIntervals`, of a text that was read before. */
export function busyIn(calendar: ParsedCalendar, home: Zone, options: ExpandOptions): BusyCalendar {
  const freeBusy = freeBusyIntervals(calendar, home, options);
  return collect(expandParsed(calendar, home, options), freeBusy, home, options);
}

function collect(
  { occurrences, unreadable, alsoBusy }: ExpandedCalendar,
  freeBusy: Interval[],
  home: Zone,
  options: ExpandOptions,
): BusyCalendar {
  const candidates: Interval[] = [...alsoBusy, ...freeBusy];
  for (const occurrence of occurrences) if (occurrence.busy) candidates.push(blockedBy(occurrence, home));
  for (const { span } of unreadable) if (span) candidates.push(span);
  const intervals: Interval[] = [];
  for (const { startMs, endMs } of candidates) {
    const start = Math.max(startMs, options.fromMs);
    const end = Math.min(endMs, options.toMs);
    if (start < end) intervals.push({ startMs: start, endMs: end });
  }
  intervals.sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
  return { intervals, unreadable };
}

function blockedBy(occurrence: Occurrence, zone: Zone): Interval {
  const { startMs, endMs, allDay } = occurrence;
  if (!allDay || endMs > startMs) return { startMs, endMs };
  return { startMs, endMs: instantOf(civilOf(startMs, zone) + dayMs, zone) };
}
