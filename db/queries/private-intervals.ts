import { and, eq, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { prepared } from "../prepared.ts";
import { artistCalendars, privateIntervals } from "../schema/calendars.ts";

/** Half-open, epoch milliseconds. */
interface Interval {
  startMs: number;
  endMs: number;
}

const DAY_MS = 86_400_000;

const explainedStatement = prepared((db) =>
  db.$client.prepare<[{ artistId: string; fromMs: number; toMs: number }], Interval>(`
    SELECT start_ms AS startMs, end_ms AS endMs FROM busy_intervals
    WHERE artist_id = @artistId AND end_ms > @fromMs AND start_ms < @toMs
    UNION ALL
    SELECT start_ms, end_ms FROM appointments
    WHERE artist_id = @artistId AND end_ms > @fromMs AND start_ms < @toMs AND (
      status IN ('PENDING', 'CONFIRMED', 'HELD')
      OR EXISTS (SELECT 1 FROM outbox WHERE outbox.id = 'calendar:' || appointments.id)
    )`),
);

/**
 * Times of an artist for which we know an event: whatever the mirrored calendars hold, and our own appointments, also
 * those whose event still has to go.
 */
export function listExplainedTimes(
  db: Db,
  window: { artistId: string; fromMs: number; toMs: number },
): Interval[] {
  return explainedStatement(db).all(window);
}

/**
 * Stores what blocks an artist although no event says why, in place of what was stored before. `settle` tells it from
 * what is explained in the moment of storing.
 * @returns false when the calendar has gone, or its owner has changed, meanwhile; nothing is written then.
 */
export async function storePrivateTimes(
  db: Db,
  calendar: { id: string; artistId: string; owner: string | null },
  run: { readAt: number; fromMs: number; toMs: number; settle: (explained: Interval[]) => Interval[] },
): Promise<boolean> {
  return transaction(db, () => {
    const current = db.select().from(artistCalendars).where(eq(artistCalendars.id, calendar.id)).get();
    if (!current || current.owner !== calendar.owner || !current.shared) return false;
    const { artistId } = calendar;
    const times = run
      .settle(listExplainedTimes(db, { artistId, fromMs: run.fromMs, toMs: run.toMs }))
      .flatMap(inDays);
    if (!isStored(db, calendar.id, times)) {
      db.delete(privateIntervals).where(eq(privateIntervals.calendarId, calendar.id)).run();
      const add = addStatement(db);
      for (const { startMs, endMs } of times) add.run(calendar.id, artistId, startMs, endMs);
    }
    db.update(artistCalendars)
      .set({ freeBusyReadAt: run.readAt, freeBusyErrorKey: null })
      .where(eq(artistCalendars.id, calendar.id))
      .run();
    return true;
  });
}

const addStatement = prepared((db) =>
  db.$client.prepare<[string, string, number, number]>(
    "INSERT INTO private_intervals (calendar_id, artist_id, start_ms, end_ms) VALUES (?, ?, ?, ?)",
  ),
);

/** Pieces of a day at most: `blockingTimes` relies on it to find them quickly by their end. */
function inDays({ startMs, endMs }: Interval): Interval[] {
  return Array.from({ length: Math.ceil((endMs - startMs) / DAY_MS) }, (_, index) => ({
    startMs: startMs + index * DAY_MS,
    endMs: Math.min(endMs, startMs + (index + 1) * DAY_MS),
  }));
}

function isStored(db: Db, calendarId: string, times: Interval[]): boolean {
  const stored = db
    .select({ startMs: privateIntervals.startMs, endMs: privateIntervals.endMs })
    .from(privateIntervals)
    .where(eq(privateIntervals.calendarId, calendarId))
    .orderBy(privateIntervals.startMs)
    .all();
  return (
    stored.length === times.length &&
    stored.every(({ startMs, endMs }, at) => startMs === times[at]?.startMs && endMs === times[at]?.endMs)
  );
}

/** Notes why the owner's free/busy could not be read; what blocks stays as it is. */
export async function recordFreeBusyFailure(db: Db, calendarId: string, errorKey: string): Promise<void> {
  db.update(artistCalendars)
    .set({ freeBusyErrorKey: errorKey })
    .where(eq(artistCalendars.id, calendarId))
    .run();
}

/** Forgets what was known for calendars that are no longer the ones to ask for. */
export async function forgetPrivateTimesExcept(db: Db, calendarIds: string[]): Promise<void> {
  const others = sql`NOT IN (SELECT value FROM json_each(${JSON.stringify(calendarIds)}))`;
  const known = db
    .select({ id: privateIntervals.id })
    .from(privateIntervals)
    .where(sql`${privateIntervals.calendarId} ${others}`)
    .limit(1)
    .get();
  const asked = sql`(${artistCalendars.freeBusyReadAt} IS NOT NULL OR ${artistCalendars.freeBusyErrorKey} IS NOT NULL)`;
  const marked = db
    .select({ id: artistCalendars.id })
    .from(artistCalendars)
    .where(and(asked, sql`${artistCalendars.id} ${others}`))
    .limit(1)
    .get();
  if (!known && !marked) return;
  transaction(db, () => {
    db.delete(privateIntervals).where(sql`${privateIntervals.calendarId} ${others}`).run();
    db.update(artistCalendars)
      .set({ freeBusyReadAt: null, freeBusyErrorKey: null })
      .where(and(asked, sql`${artistCalendars.id} ${others}`))
      .run();
  });
}
