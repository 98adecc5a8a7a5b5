import { dayMs } from "./civil-time.ts";
import { expandCalendar } from "./expand-calendar.ts";
import { freeBusyIntervals } from "./free-busy.ts";
import type { ExpandOptions, Interval, Occurrence, UnreadableEvent } from "./types.ts";
import { civilOf, ianaZone, instantOf, utc } from "./zone.ts";

/**
 * What blocks in the window, clipped to it and sorted by start, not merged: the busy occurrences of the text's
 * events, its VFREEBUSY periods, and the spans of what could not be read.
 *
 * An all-day event that ends on the day it starts (DTEND is exclusive, so it has no length) blocks that day, as
 * every calendar app shows it.
 *
 * @throws AppError `invalid_input` when `timeZone` is no IANA zone. No text makes it throw.
 */
export function busyIntervals(
  text: string,
  options: ExpandOptions,
): { intervals: Interval[]; unreadable: UnreadableEvent[] } {
  const { occurrences, unreadable, alsoBusy } = expandCalendar(text, options);
  const candidates: Interval[] = [...alsoBusy, ...freeBusyIntervals(text, options)];
  for (const occurrence of occurrences)
    if (occurrence.busy) candidates.push(blockedBy(occurrence, options.timeZone));
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

function blockedBy(occurrence: Occurrence, timeZone: string): Interval {
  const { startMs, endMs, allDay } = occurrence;
  if (!allDay || endMs > startMs) return { startMs, endMs };
  const zone = ianaZone(timeZone) ?? utc;
  return { startMs, endMs: instantOf(civilOf(startMs, zone) + dayMs, zone) };
}
