import type { CalendarRow, SyncLogRow } from "#db/queries/calendars.ts";

/** One run of the recent history. Instants and durations in milliseconds. */
export type SyncLogView = Pick<
  SyncLogRow,
  | "id"
  | "direction"
  | "cause"
  | "startedAt"
  | "durationMs"
  | "ok"
  | "created"
  | "updated"
  | "deleted"
  | "unreadable"
  | "errorKey"
  | "errorDetail"
>;

/** A configured calendar and how its mirror stands. Instants are epoch milliseconds. */
export type CalendarView = Pick<
  CalendarRow,
  | "id"
  | "artistId"
  | "calendarUrl"
  | "calendarId"
  | "displayName"
  | "purpose"
  | "blockBy"
  | "writable"
  | "shared"
  | "syncedAt"
  | "failingSince"
  | "lastErrorKey"
  | "lastErrorDetail"
> & { objects: number; unreadable: number; log: SyncLogView[] };

export function toCalendarView(
  row: CalendarRow,
  more: { counts?: { objects: number; unreadable: number }; log?: SyncLogRow[] } = {},
): CalendarView {
  return {
    id: row.id,
    artistId: row.artistId,
    calendarUrl: row.calendarUrl,
    calendarId: row.calendarId,
    displayName: row.displayName,
    purpose: row.purpose,
    blockBy: row.blockBy,
    writable: row.writable,
    shared: row.shared,
    syncedAt: row.syncedAt,
    failingSince: row.failingSince,
    lastErrorKey: row.lastErrorKey,
    lastErrorDetail: row.lastErrorDetail,
    objects: more.counts?.objects ?? 0,
    unreadable: more.counts?.unreadable ?? 0,
    log: (more.log ?? []).map(({ calendarId: _, artistId: __, ...line }) => line),
  };
}
