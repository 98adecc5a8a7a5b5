import type { CalendarView } from "#lib/calendars/calendar-view.ts";
import { iso, isoOrNull } from "./iso.ts";

/** A configured calendar in an answer. */
export function calendarJson({
  log,
  syncedAt,
  failingSince,
  privateEvents,
  connectionLostAt,
  ...view
}: CalendarView) {
  return {
    ...view,
    syncedAt: isoOrNull(syncedAt),
    failingSince: isoOrNull(failingSince),
    connectionLostAt: isoOrNull(connectionLostAt),
    privateEvents: privateEvents && { ...privateEvents, askedAt: isoOrNull(privateEvents.askedAt) },
    log: log.map((line) => ({ ...line, startedAt: iso(line.startedAt) })),
  };
}
