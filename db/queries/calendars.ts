import { asc, desc, eq, inArray, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { prepared } from "../prepared.ts";
import { artistCalendars, calendarObjects, calendarSyncLogs } from "../schema/calendars.ts";
import type { AuditEntry } from "./audit.ts";
import { writeAudit } from "./audit.ts";

export type CalendarRow = typeof artistCalendars.$inferSelect;
export type NewCalendar = typeof artistCalendars.$inferInsert;
export type SyncLogRow = typeof calendarSyncLogs.$inferSelect;
export type NewSyncLog = typeof calendarSyncLogs.$inferInsert;

const calendarsOf = prepared((db) =>
  db
    .select()
    .from(artistCalendars)
    .where(
      sql`${sql.placeholder("artistIds")} IS NULL
        OR ${artistCalendars.artistId} IN (SELECT value FROM json_each(${sql.placeholder("artistIds")}))`,
    )
    .orderBy(asc(artistCalendars.artistId), desc(artistCalendars.purpose), asc(artistCalendars.createdAt))
    .prepare(),
);

export async function listCalendars(db: Db, artistIds?: string[]): Promise<CalendarRow[]> {
  return readCalendars(db, artistIds);
}

export function readCalendars(db: Db, artistIds?: string[]): CalendarRow[] {
  return calendarsOf(db).all({ artistIds: artistIds ? JSON.stringify(artistIds) : null });
}

const calendarById = prepared((db) =>
  db
    .select()
    .from(artistCalendars)
    .where(eq(artistCalendars.id, sql.placeholder("id")))
    .prepare(),
);

export async function findCalendar(db: Db, id: string): Promise<CalendarRow | undefined> {
  return calendarById(db).get({ id });
}

/** @returns "exists" when the artist got this calendar, or another one to write to, at the same moment. */
export async function insertCalendar(
  db: Db,
  row: NewCalendar,
  audit: AuditEntry,
): Promise<"stored" | "exists"> {
  return transaction(db, () => {
    const stored = db.insert(artistCalendars).values(row).onConflictDoNothing().run();
    if (stored.changes !== 1) return "exists";
    writeAudit(db, audit);
    return "stored";
  });
}

/** Changes a calendar's configuration. Another address starts the mirror anew. */
export async function updateCalendar(
  db: Db,
  id: string,
  set: Partial<NewCalendar>,
  options: { resetMirror: boolean; audit: AuditEntry },
): Promise<void> {
  db.transaction((tx) => {
    if (options.resetMirror) {
      tx.delete(calendarObjects).where(eq(calendarObjects.calendarId, id)).run();
      Object.assign(set, {
        syncToken: null,
        syncedAt: null,
        expandedUntil: null,
        failingSince: null,
        failureToldAt: null,
        lastErrorKey: null,
        lastErrorDetail: null,
      });
    }
    tx.update(artistCalendars).set(set).where(eq(artistCalendars.id, id)).run();
    writeAudit(tx, options.audit);
  });
}

/** What the server says of a calendar beside its events; it may change at any time. */
export type CalendarFacts = Pick<CalendarRow, "displayName" | "writable" | "shared" | "owner">;

export async function saveCalendarFacts(db: Db, id: string, facts: CalendarFacts): Promise<void> {
  db.update(artistCalendars).set(facts).where(eq(artistCalendars.id, id)).run();
}

export async function deleteCalendar(db: Db, id: string, audit: AuditEntry): Promise<void> {
  db.transaction((tx) => {
    tx.delete(artistCalendars).where(eq(artistCalendars.id, id)).run();
    writeAudit(tx, audit);
  });
}

/** Marks a failed run on the calendar and writes its log line; what the mirror holds stays as it is. */
export async function recordSyncFailure(
  db: Db,
  calendarId: string,
  failure: { at: number; key: string; detail: string; log: NewSyncLog },
): Promise<void> {
  db.transaction((tx) => {
    tx.update(artistCalendars)
      .set({
        failingSince: sql`coalesce(${artistCalendars.failingSince}, ${failure.at})`,
        lastErrorKey: failure.key,
        lastErrorDetail: failure.detail,
      })
      .where(eq(artistCalendars.id, calendarId))
      .run();
    tx.insert(calendarSyncLogs).values(failure.log).run();
  });
}

export async function insertSyncLog(db: Db, log: NewSyncLog): Promise<void> {
  db.insert(calendarSyncLogs).values(log).run();
}

export async function listSyncLogs(db: Db, calendarIds: string[], limit: number): Promise<SyncLogRow[]> {
  if (calendarIds.length === 0) return [];
  return db
    .select()
    .from(calendarSyncLogs)
    .where(inArray(calendarSyncLogs.calendarId, calendarIds))
    .orderBy(desc(calendarSyncLogs.startedAt), desc(calendarSyncLogs.id))
    .limit(limit)
    .all();
}

/** Objects and unreadable objects held by each calendar's mirror. */
export async function countObjects(
  db: Db,
  calendarIds: string[],
): Promise<Map<string, { objects: number; unreadable: number }>> {
  if (calendarIds.length === 0) return new Map();
  const rows = db
    .select({
      calendarId: calendarObjects.calendarId,
      objects: sql<number>`count(*)`,
      unreadable: sql<number>`count(${calendarObjects.unreadable})`,
    })
    .from(calendarObjects)
    .where(inArray(calendarObjects.calendarId, calendarIds))
    .groupBy(calendarObjects.calendarId)
    .all();
  return new Map(rows.map(({ calendarId, ...counts }) => [calendarId, counts]));
}
