import { and, eq, gte, isNotNull, ne, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { transaction } from "../client.ts";
import { prepared } from "../prepared.ts";
import { artistCalendars, calendarObjects, calendarSyncLogs } from "../schema/calendars.ts";
import { raiseAvailability } from "./availability-versions.ts";

export interface MirroredObject {
  href: string;
  etag: string;
  uid: string;
  ics: string;
  recurring: boolean;
  unreadable: string | null;
  intervals: { startMs: number; endMs: number }[];
}

/**
 * Inside the caller's transaction: keeps an object, new or changed, with its intervals. `knownAt` (epoch ms) is when we
 * learned of it; null for what a calendar held before it was first read.
 */
export function storeObject(
  db: Db,
  calendar: { id: string; artistId: string },
  object: MirroredObject,
  knownAt: number | null,
): void {
  const { href, etag, uid, ics, recurring, unreadable, intervals } = object;
  const { artistId } = calendar;
  const { store } = objectStatements(db);
  const id = store.get(calendar.id, href, etag, uid, ics, Number(recurring), unreadable, knownAt, knownAt);
  if (id === undefined) throw new Error("The object was not stored.");
  replaceIntervals(db, { id, artistId, uid }, intervals);
}

/** Inside the caller's transaction. */
export function replaceIntervals(
  db: Db,
  object: { id: number; artistId: string; uid: string },
  intervals: { startMs: number; endMs: number }[],
): void {
  const { forgetIntervals, addInterval } = objectStatements(db);
  forgetIntervals.run(object.id);
  for (const { startMs, endMs } of intervals)
    addInterval.run(object.id, object.artistId, object.uid, startMs, endMs);
}

/** Plain statements: a first sync runs them thirty thousand times, and drizzle's own work would be a quarter. */
const objectStatements = prepared(({ $client }) => ({
  store: $client
    .prepare<
      [string, string, string, string, string, number, string | null, number | null, number | null],
      number
    >(
      `INSERT INTO calendar_objects (calendar_id, href, etag, uid, ics, recurring, unreadable, known_since, changed_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (calendar_id, href) DO UPDATE SET etag = excluded.etag, uid = excluded.uid, ics = excluded.ics,
        recurring = excluded.recurring, unreadable = excluded.unreadable, vanished_at = NULL,
        changed_at = iif(etag = excluded.etag, changed_at, excluded.changed_at)
      RETURNING id`,
    )
    .pluck(),
  forgetIntervals: $client.prepare<[number]>("DELETE FROM busy_intervals WHERE object_id = ?"),
  addInterval: $client.prepare<[number, string, string, number, number]>(
    "INSERT INTO busy_intervals (object_id, artist_id, uid, start_ms, end_ms) VALUES (?, ?, ?, ?, ?)",
  ),
}));

/** Mirrors an object that we have just written (at `writtenAt`, epoch ms), before the next run brings it. */
export async function storeWritten(
  db: Db,
  calendar: { id: string; artistId: string },
  object: MirroredObject,
  writtenAt: number,
): Promise<void> {
  transaction(db, () => {
    storeObject(db, calendar, object, writtenAt);
    raiseAvailability(db, calendar.artistId);
  });
}

/** The text the mirror holds of an object, if that is still the one with this ETag. */
export async function findMirroredText(
  db: Db,
  calendarId: string,
  object: { href: string; etag: string },
): Promise<string | null> {
  const row = db
    .select({ ics: calendarObjects.ics })
    .from(calendarObjects)
    .where(
      and(
        eq(calendarObjects.calendarId, calendarId),
        eq(calendarObjects.href, object.href),
        eq(calendarObjects.etag, object.etag),
      ),
    )
    .get();
  return row?.ics ?? null;
}

/** Takes an object that we have just deleted out of the mirror: its time is free at once. */
export async function forgetObject(db: Db, calendarId: string, href: string): Promise<void> {
  transaction(db, () => {
    const { changes } = db
      .delete(calendarObjects)
      .where(and(eq(calendarObjects.calendarId, calendarId), eq(calendarObjects.href, href)))
      .run();
    if (changes === 0) return;
    const calendar = db
      .select({ artistId: artistCalendars.artistId })
      .from(artistCalendars)
      .where(eq(artistCalendars.id, calendarId))
      .get();
    if (calendar) raiseAvailability(db, calendar.artistId);
  });
}

/** Addresses and ETags of everything the mirror holds of a calendar. */
export async function listMirroredEtags(db: Db, calendarId: string): Promise<Map<string, string>> {
  const rows = db
    .select({ href: calendarObjects.href, etag: calendarObjects.etag })
    .from(calendarObjects)
    .where(eq(calendarObjects.calendarId, calendarId))
    .all();
  return new Map(rows.map((row) => [row.href, row.etag]));
}

/** Which addresses the mirror holds, and which of them only because their deletion is held. */
export async function findMirrored(
  db: Db,
  calendarId: string,
  hrefs: "all" | string[],
): Promise<{ href: string; held: boolean }[]> {
  const named =
    hrefs === "all"
      ? undefined
      : sql`${calendarObjects.href} IN (SELECT value FROM json_each(${JSON.stringify(hrefs)}))`;
  return db
    .select({ href: calendarObjects.href, vanishedAt: calendarObjects.vanishedAt })
    .from(calendarObjects)
    .where(and(eq(calendarObjects.calendarId, calendarId), named))
    .all()
    .map(({ href, vanishedAt }) => ({ href, held: vanishedAt !== null }));
}

export async function countMirrored(db: Db, calendarId: string): Promise<number> {
  const row = db
    .select({ count: sql<number>`count(*)` })
    .from(calendarObjects)
    .where(eq(calendarObjects.calendarId, calendarId))
    .get();
  return row?.count ?? 0;
}

/** How many deletions of each calendar are held, and since when. */
export async function countHeld(db: Db): Promise<Map<string, { held: number; since: number }>> {
  const rows = db
    .select({
      calendarId: calendarObjects.calendarId,
      held: sql<number>`count(*)`,
      since: sql<number>`min(${calendarObjects.vanishedAt})`,
    })
    .from(calendarObjects)
    .where(isNotNull(calendarObjects.vanishedAt))
    .groupBy(calendarObjects.calendarId)
    .all();
  return new Map(rows.map(({ calendarId, held, since }) => [calendarId, { held, since }]));
}

/** How many events runs took out of a calendar's mirror since an instant, those aside that a person asked for. */
export async function countDeleted(db: Db, calendarId: string, sinceMs: number): Promise<number> {
  const row = db
    .select({ count: sql<number>`coalesce(sum(${calendarSyncLogs.deleted}), 0)` })
    .from(calendarSyncLogs)
    .where(
      and(
        eq(calendarSyncLogs.calendarId, calendarId),
        eq(calendarSyncLogs.direction, "pull"),
        ne(calendarSyncLogs.cause, "manual"),
        gte(calendarSyncLogs.startedAt, sinceMs),
      ),
    )
    .get();
  return row?.count ?? 0;
}
