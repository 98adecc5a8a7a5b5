import { AppError } from "#lib/core/errors.ts";
import { type BusyCalendar, busyIn } from "./busy-intervals.ts";
import { masterIn } from "./master-event.ts";
import { parseCalendar } from "./parsed-calendar.ts";
import { detailsOf, type EventDetails } from "./read-event.ts";
import type { ExpandOptions } from "./types.ts";
import { ianaZone } from "./zone.ts";

export interface CalendarObject extends BusyCalendar {
  /** Null when there is no event that can be read. */
  details: EventDetails | null;
}

/** An object's own limit; a whole calendar is `expandCalendar`'s. */
export const maxObjectCharacters = 1_000_000;

/**
 * One calendar object, read once: what `readEvent` and `busyIntervals` say of it. Only its first
 * `maxObjectCharacters` are read; what is longer is cut off, and reported as that.
 *
 * @param options `singleToMs` is the window's end for an object whose event does not recur; by default `toMs`
 * @throws AppError `invalid_input` when `timeZone` is no IANA zone. No text makes it throw.
 */
export function readCalendarObject(
  ics: string,
  options: ExpandOptions & { singleToMs?: number },
): CalendarObject {
  const home = ianaZone(options.timeZone);
  if (!home) throw new AppError("invalid_input", `Unknown time zone ${options.timeZone}`);
  const calendar = parseCalendar(ics.slice(0, maxObjectCharacters));
  const details = detailsOf(masterIn(calendar), home);
  // What could not be read may recur.
  const toMs = details?.recurring === false ? (options.singleToMs ?? options.toMs) : options.toMs;
  return { details, ...busyIn(calendar, home, { ...options, toMs }) };
}
