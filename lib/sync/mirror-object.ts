import type { CalendarRow } from "#db/queries/calendars.ts";
import type { MirroredObject } from "#db/queries/mirror.ts";
import { busyIntervals } from "#lib/ical/busy-intervals.ts";
import { readEvent } from "#lib/ical/read-event.ts";

/** Only so much of an object is read; a larger one is cut, cannot be read, and blocks the span its head tells. */
const MAX_OBJECT_CHARACTERS = 1_000_000;

/** A single event is kept however far ahead it lies; only series are cut at the window's end. */
const FAR_FUTURE = Date.parse("2200-01-01T00:00:00Z");

/** What the mirror keeps of one calendar object. Never throws: an unreadable event blocks its known span. */
export function mirrorObject(
  object: { href: string; etag: string; ics: string },
  calendar: Pick<CalendarRow, "blockBy">,
  options: { timeZone: string; fromMs: number; toMs: number },
): MirroredObject {
  const ics = object.ics.slice(0, MAX_OBJECT_CHARACTERS);
  const details = readEvent(ics, options.timeZone);
  // What could not be read may recur: it is expanded again as time goes on.
  const recurring = details?.recurring ?? true;
  const toMs = recurring ? options.toMs : FAR_FUTURE;
  const { intervals, unreadable } = busyIntervals(ics, { ...options, toMs, blockBy: calendar.blockBy });
  return {
    href: object.href,
    etag: object.etag,
    ics,
    uid: details?.uid ?? unreadable[0]?.uid ?? "",
    recurring,
    unreadable:
      unreadable.length > 0
        ? unreadable
            .map((event) => event.reason)
            .join("; ")
            .slice(0, 500)
        : null,
    intervals,
  };
}
