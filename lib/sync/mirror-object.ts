import type { CalendarRow } from "#db/queries/calendars.ts";
import type { MirroredObject } from "#db/queries/mirror.ts";
import { maxObjectCharacters, readCalendarObject } from "#lib/ical/read-calendar-object.ts";

/** What is read from a calendar object's text. */
export type MirroredEvent = Omit<MirroredObject, "href" | "etag" | "ics">;

/** A single event is kept however far ahead it lies; only series are cut at the window's end. */
const FAR_FUTURE = Date.parse("2200-01-01T00:00:00Z");
const MAX_REASON = 500;

/** What the mirror keeps of one calendar object. Never throws: an unreadable event blocks its known span. */
export function mirrorObject(
  object: { href: string; etag: string; ics: string },
  calendar: Pick<CalendarRow, "blockBy">,
  options: { timeZone: string; fromMs: number; toMs: number },
): MirroredObject {
  // What is longer is cut, cannot be read whole, and blocks the span its head tells.
  const ics = object.ics.slice(0, maxObjectCharacters);
  return { href: object.href, etag: object.etag, ics, ...mirrorEvent(ics, calendar, options) };
}

/** As `mirrorObject`, of the text alone. */
export function mirrorEvent(
  ics: string,
  calendar: Pick<CalendarRow, "blockBy">,
  { timeZone, fromMs, toMs }: { timeZone: string; fromMs: number; toMs: number },
): MirroredEvent {
  const { details, intervals, unreadable } = readCalendarObject(ics, {
    timeZone,
    fromMs,
    toMs,
    singleToMs: FAR_FUTURE,
    blockBy: calendar.blockBy,
  });
  const reasons = unreadable.map((event) => event.reason).join("; ");
  return {
    uid: details?.uid ?? unreadable[0]?.uid ?? "",
    recurring: details?.recurring ?? true,
    unreadable: unreadable.length > 0 ? reasons.slice(0, MAX_REASON) : null,
    intervals,
  };
}
