import { and, eq, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { transaction } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { artistCalendars, calendarObjects, calendarSyncLogs } from "../schema/calendars.ts";
import {
  type AppointmentChange,
  applyAppointmentChange,
  clearSettledConflict,
} from "./appointment-changes.ts";
import { raiseAvailability } from "./availability-versions.ts";
import type { NewSyncLog } from "./calendars.ts";
import { type MirroredObject, storeObject } from "./mirror.ts";

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
  objects: MirroredObject[];
  deletedHrefs: string[];
  /** No longer there, but too many at once to be believed without asking. */
  heldHrefs: string[];
  /** Held before, and there again. */
  returnedHrefs: string[];
  appointmentChanges: AppointmentChange[];
  /** Own events a person changed without meaning anything to the appointment: from now on this is what we know. */
  seenEvents: SeenEvent[];
  syncedAt: number;
  supportsSync: boolean;
  /** Set when everything was compared. */
  reconciledAt?: number;
  /** Set when everything was expanded: how far the intervals reach. */
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
  const known = knownHrefs(db, calendar.id, pulled.objects);
  const counts: PullCounts = { created: 0, updated: 0, deleted: 0 };
  // What the first run finds may have been there for years.
  const knownAt = calendar.syncedAt === null ? null : pulled.syncedAt;

  for (const href of pulled.deletedHrefs) {
    counts.deleted += db
      .delete(calendarObjects)
      .where(and(eq(calendarObjects.calendarId, calendar.id), eq(calendarObjects.href, href)))
      .run().changes;
  }
  markVanished(db, calendar.id, pulled.heldHrefs, pulled.syncedAt);
  markVanished(db, calendar.id, pulled.returnedHrefs, null);
  for (const object of pulled.objects) {
    if (known.has(object.href)) counts.updated += 1;
    else counts.created += 1;
    storeObject(db, calendar, object, knownAt);
  }
  if (counts.created + counts.updated + counts.deleted > 0) raiseAvailability(db, calendar.artistId);
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
      failureToldAt: null,
      supportsSync: pulled.supportsSync,
      // Values left undefined keep what is there.
      reconciledAt: pulled.reconciledAt,
      expandedUntil: pulled.expandedUntil,
    })
    .where(eq(artistCalendars.id, calendar.id))
    .run();
  const held = pulled.heldHrefs.length;
  // While somebody looks at an artist's times a calendar is read every 15 s: that nothing changed is no news, unless
  // it failed before.
  const isNews =
    calendar.failingSince !== null ||
    pulled.log.cause !== "booking" ||
    counts.created + counts.updated + counts.deleted + held > 0;
  if (isNews)
    db.insert(calendarSyncLogs)
      .values({ ...pulled.log, ...counts, held })
      .run();
  return counts;
}

function markVanished(db: Db, calendarId: string, hrefs: string[], vanishedAt: number | null): void {
  if (hrefs.length === 0) return;
  const named = sql`${calendarObjects.href} IN (SELECT value FROM json_each(${JSON.stringify(hrefs)}))`;
  db.update(calendarObjects)
    .set({ vanishedAt })
    .where(and(eq(calendarObjects.calendarId, calendarId), named))
    .run();
}

/** Which of the objects the mirror holds already. */
function knownHrefs(db: Db, calendarId: string, among: { href: string }[]): Set<string> {
  const named = sql`${calendarObjects.href} IN (SELECT value FROM json_each(${JSON.stringify(among.map(({ href }) => href))}))`;
  const rows = db
    .select({ href: calendarObjects.href })
    .from(calendarObjects)
    .where(and(eq(calendarObjects.calendarId, calendarId), named))
    .all();
  return new Set(rows.map((row) => row.href));
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
        .set({
          syncedAt: run.startedAt,
          failingSince: null,
          failureToldAt: null,
          lastErrorKey: null,
          lastErrorDetail: null,
        })
        .where(eq(artistCalendars.id, id))
        .run();
      db.insert(calendarSyncLogs)
        .values({ calendarId: id, artistId, direction: "pull", cause: "schedule", ok: true, ...run })
        .run();
    }
  });
}
