import { and, eq, lt, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { transaction } from "../client.ts";
import { prepared } from "../prepared.ts";
import { appointments } from "../schema/appointments.ts";
import { artistCalendars, busyIntervals, calendarObjects, calendarSyncLogs } from "../schema/calendars.ts";
import {
  type AppointmentChange,
  applyAppointmentChange,
  clearSettledConflict,
} from "./appointment-changes.ts";
import type { NewSyncLog } from "./calendars.ts";

export interface MirroredObject {
  href: string;
  etag: string;
  uid: string;
  ics: string;
  recurring: boolean;
  unreadable: string | null;
  intervals: { startMs: number; endMs: number }[];
}

export interface SeenEvent {
  appointmentId: string;
  /** The ETag known when the decision was made; a push that was faster knows better. */
  etagBefore: string | null;
  href: string;
  etag: string;
}

export interface PulledChanges {
  calendarId: string;
  /** The address and token the run started from; others in the row mean somebody was faster. */
  expectedHref: string;
  expectedToken: string | null;
  token: string | null;
  /** True when `objects` is everything the calendar holds: what is not in it is gone. */
  complete: boolean;
  objects: MirroredObject[];
  deletedHrefs: string[];
  appointmentChanges: AppointmentChange[];
  /** Own events a person changed without meaning anything to the appointment: from now on this is what we know. */
  seenEvents: SeenEvent[];
  syncedAt: number;
  /** Set by a complete run: how far the intervals reach. */
  expandedUntil?: number;
  log: Omit<NewSyncLog, "created" | "updated" | "deleted">;
}

export interface PullCounts {
  created: number;
  updated: number;
  deleted: number;
}

/**
 * Stores what a run brought: objects, their intervals, changes of appointments, the token and the log line, all or
 * nothing. @returns "superseded" when another run, or a person at an appointment, was faster; nothing is written then.
 */
export async function applyPull(db: Db, pulled: PulledChanges): Promise<PullCounts | "superseded"> {
  try {
    return transaction(db, () => storePull(db, pulled));
  } catch (error) {
    if (error === superseded) return "superseded";
    throw error;
  }
}

/** Thrown to roll back: the decisions were made on something that has changed meanwhile. */
const superseded = new Error("superseded");

function storePull(db: Db, pulled: PulledChanges): PullCounts {
  const calendar = db.select().from(artistCalendars).where(eq(artistCalendars.id, pulled.calendarId)).get();
  if (!calendar || calendar.syncToken !== pulled.expectedToken || calendar.href !== pulled.expectedHref)
    throw superseded;
  const known = knownHrefs(db, calendar.id, pulled.complete ? "all" : pulled.objects);
  const counts: PullCounts = { created: 0, updated: 0, deleted: 0 };

  const present = new Set(pulled.objects.map((object) => object.href));
  const gone = pulled.complete ? [...known].filter((href) => !present.has(href)) : pulled.deletedHrefs;
  for (const href of gone) {
    counts.deleted += db
      .delete(calendarObjects)
      .where(and(eq(calendarObjects.calendarId, calendar.id), eq(calendarObjects.href, href)))
      .run().changes;
  }
  for (const object of pulled.objects) {
    if (known.has(object.href)) counts.updated += 1;
    else counts.created += 1;
    storeObject(db, calendar.id, calendar.artistId, object);
  }
  for (const change of pulled.appointmentChanges) {
    if (applyAppointmentChange(db, change) !== "changed") throw superseded;
  }
  // Two that changed places stood on each other only between the first change and the second.
  for (const change of pulled.appointmentChanges) clearSettledConflict(db, change.id);

  for (const seen of pulled.seenEvents) {
    db.update(appointments)
      .set({ caldavHref: seen.href, caldavEtag: seen.etag })
      .where(
        and(eq(appointments.id, seen.appointmentId), sql`${appointments.caldavEtag} IS ${seen.etagBefore}`),
      )
      .run();
  }

  db.update(artistCalendars)
    .set({
      syncToken: pulled.token,
      syncedAt: pulled.syncedAt,
      failingSince: null,
      lastErrorKey: null,
      lastErrorDetail: null,
      ...(pulled.expandedUntil === undefined ? {} : { expandedUntil: pulled.expandedUntil }),
    })
    .where(eq(artistCalendars.id, calendar.id))
    .run();
  db.insert(calendarSyncLogs)
    .values({ ...pulled.log, ...counts })
    .run();
  return counts;
}

/** Addresses the mirror holds of a calendar: all of them, or those of the objects. */
function knownHrefs(db: Db, calendarId: string, among: "all" | { href: string }[]): Set<string> {
  const named =
    among === "all"
      ? undefined
      : sql`${calendarObjects.href} IN (SELECT value FROM json_each(${JSON.stringify(among.map(({ href }) => href))}))`;
  const rows = db
    .select({ href: calendarObjects.href })
    .from(calendarObjects)
    .where(and(eq(calendarObjects.calendarId, calendarId), named))
    .all();
  return new Set(rows.map((row) => row.href));
}

function storeObject(db: Db, calendarId: string, artistId: string, object: MirroredObject): void {
  const { intervals, ...row } = object;
  const { id } = objectStatements(db).store.get({ ...row, calendarId });
  replaceIntervals(db, { id, artistId, uid: object.uid }, intervals);
}

function replaceIntervals(
  db: Db,
  object: { id: number; artistId: string; uid: string },
  intervals: { startMs: number; endMs: number }[],
): void {
  const { forgetIntervals, addInterval } = objectStatements(db);
  const { id: objectId, artistId, uid } = object;
  forgetIntervals.run({ objectId });
  for (const { startMs, endMs } of intervals) addInterval.run({ objectId, artistId, uid, startMs, endMs });
}

const objectStatements = prepared((db) => {
  const value = sql.placeholder;
  const row = {
    href: value("href"),
    etag: value("etag"),
    uid: value("uid"),
    ics: value("ics"),
    recurring: value("recurring"),
    unreadable: value("unreadable"),
  };
  return {
    store: db
      .insert(calendarObjects)
      .values({ ...row, calendarId: value("calendarId") })
      .onConflictDoUpdate({
        target: [calendarObjects.calendarId, calendarObjects.href],
        set: {
          etag: sql`excluded.etag`,
          uid: sql`excluded.uid`,
          ics: sql`excluded.ics`,
          recurring: sql`excluded.recurring`,
          unreadable: sql`excluded.unreadable`,
        },
      })
      .returning({ id: calendarObjects.id })
      .prepare(),
    forgetIntervals: db
      .delete(busyIntervals)
      .where(eq(busyIntervals.objectId, value("objectId")))
      .prepare(),
    addInterval: db
      .insert(busyIntervals)
      .values({
        objectId: value("objectId"),
        artistId: value("artistId"),
        uid: value("uid"),
        startMs: value("startMs"),
        endMs: value("endMs"),
      })
      .prepare(),
  };
});

/** Mirrors an object that we have just written, before the next run brings it. */
export async function storeWritten(
  db: Db,
  calendar: { id: string; artistId: string },
  object: MirroredObject,
): Promise<void> {
  transaction(db, () => storeObject(db, calendar.id, calendar.artistId, object));
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
  db.delete(calendarObjects)
    .where(and(eq(calendarObjects.calendarId, calendarId), eq(calendarObjects.href, href)))
    .run();
}

/** Recurring or unreadable objects, whose intervals must be expanded anew as time goes on. */
export async function listRecurringObjects(
  db: Db,
  calendarId: string,
  page: { afterId: number; limit: number },
): Promise<{ id: number; uid: string; ics: string; href: string }[]> {
  return db
    .select({
      id: calendarObjects.id,
      uid: calendarObjects.uid,
      ics: calendarObjects.ics,
      href: calendarObjects.href,
    })
    .from(calendarObjects)
    .where(
      and(
        eq(calendarObjects.calendarId, calendarId),
        sql`${calendarObjects.id} > ${page.afterId}`,
        sql`(${calendarObjects.recurring} = 1 OR ${calendarObjects.unreadable} IS NOT NULL)`,
      ),
    )
    .orderBy(calendarObjects.id)
    .limit(page.limit)
    .all();
}

/** Stores intervals expanded anew for objects that have not changed meanwhile. */
export async function storeExpansion(
  db: Db,
  calendar: { id: string; artistId: string },
  objects: { id: number; uid: string; ics: string; intervals: { startMs: number; endMs: number }[] }[],
): Promise<void> {
  transaction(db, () => {
    for (const object of objects) {
      const current = db
        .select({ ics: calendarObjects.ics })
        .from(calendarObjects)
        .where(eq(calendarObjects.id, object.id))
        .get();
      if (current?.ics === object.ics)
        replaceIntervals(db, { ...object, artistId: calendar.artistId }, object.intervals);
    }
  });
}

export async function saveExpandedUntil(db: Db, calendarId: string, expandedUntil: number): Promise<void> {
  db.update(artistCalendars).set({ expandedUntil }).where(eq(artistCalendars.id, calendarId)).run();
}

/** Forgets intervals that ended before `beforeMs`; nobody can book the past. */
export async function forgetPastIntervals(db: Db, beforeMs: number): Promise<void> {
  db.delete(busyIntervals).where(lt(busyIntervals.endMs, beforeMs)).run();
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

/** Notes runs that found nothing changed: the mirrors show the calendars as of `startedAt`. */
export async function markUnchanged(
  db: Db,
  calendars: { id: string; artistId: string }[],
  run: { startedAt: number; durationMs: number },
): Promise<void> {
  transaction(db, () => {
    for (const { id, artistId } of calendars) {
      db.update(artistCalendars)
        .set({ syncedAt: run.startedAt, failingSince: null, lastErrorKey: null, lastErrorDetail: null })
        .where(eq(artistCalendars.id, id))
        .run();
      db.insert(calendarSyncLogs)
        .values({ calendarId: id, artistId, direction: "pull", cause: "schedule", ok: true, ...run })
        .run();
    }
  });
}
