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

/**
 * How far we know of private events, which a share hides: when the owner's free/busy was last read (epoch ms), and why
 * that fails now. Null where the calendar is not shared, and nothing is hidden.
 */
export interface PrivateEventsView {
  askedAt: number | null;
  errorKey: string | null;
}

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
> & {
  objects: number;
  unreadable: number;
  log: SyncLogView[];
  privateEvents: PrivateEventsView | null;
  /** The owner's own connection, or the studio's account. */
  servedBy: "connection" | "service";
  /** Since when the studio's account serves because the owner's connection ended. */
  connectionLostAt: number | null;
};

export function toCalendarView(
  row: CalendarRow,
  more: {
    counts?: { objects: number; unreadable: number };
    log?: SyncLogRow[];
    /** The calendar of the same owner at which private events are kept, where that is another one. */
    askedAt?: CalendarRow | null;
    connectionLostAt?: number;
  } = {},
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
    privateEvents: privateEventsOf(row, more.askedAt ?? row),
    servedBy: row.connectionUserId === null ? "service" : "connection",
    connectionLostAt: more.connectionLostAt ?? null,
    log: (more.log ?? []).map(({ calendarId: _, artistId: __, ...line }) => line),
  };
}

function privateEventsOf(row: CalendarRow, asked: CalendarRow): PrivateEventsView | null {
  if (!row.shared) return null;
  // Without knowing whose it is, nobody can be asked for.
  if (row.owner === null) return { askedAt: null, errorKey: "owner-unknown" };
  return { askedAt: asked.freeBusyReadAt, errorKey: asked.freeBusyErrorKey };
}
