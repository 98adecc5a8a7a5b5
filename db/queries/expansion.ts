import { and, eq, lt, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { transaction } from "../client.ts";
import { artistCalendars, busyIntervals, calendarObjects } from "../schema/calendars.ts";
import { replaceIntervals } from "./mirror.ts";

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
