import type { CalendarView } from "#lib/calendars/calendar-view.ts";
import { iso, isoOrNull } from "./iso.ts";

/** A configured calendar in an answer. */
export function calendarJson({ log, syncedAt, failingSince, ...view }: CalendarView) {
  return {
    ...view,
    syncedAt: isoOrNull(syncedAt),
    failingSince: isoOrNull(failingSince),
    log: log.map((line) => ({ ...line, startedAt: iso(line.startedAt) })),
  };
}
