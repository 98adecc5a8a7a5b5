import { and, eq } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { prepared } from "../prepared.ts";
import { artists, availableIntervals } from "../schema/artists.ts";
import type { ArtistRow } from "./artists.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";

/** Half-open, epoch milliseconds. */
interface Interval {
  startMs: number;
  endMs: number;
}

/**
 * An artist's intervals lie apart from each other, so those that begin before the window ends also end before the
 * first one that reaches past it does: nothing beyond that is looked at.
 */
const openTimesStatement = prepared((db) =>
  db.$client.prepare<[{ artistId: string; fromMs: number; toMs: number }], Interval>(`
    SELECT start_ms AS startMs, end_ms AS endMs FROM available_intervals
    WHERE artist_id = @artistId AND end_ms > @fromMs AND start_ms < @toMs
      AND end_ms <= coalesce(
        (SELECT end_ms FROM available_intervals WHERE artist_id = @artistId AND end_ms >= @toMs
         ORDER BY end_ms LIMIT 1), @toMs)
    ORDER BY end_ms`),
);

/** Working times from Nextcloud's Availability settings that touch a window, in order. */
export async function listOpenTimes(
  db: Db,
  window: { artistId: string; fromMs: number; toMs: number },
): Promise<Interval[]> {
  return openTimesStatement(db).all(window);
}

export type HoursSourceChange = { audit: AuditEntry } & (
  | { source: "parlour" }
  | { source: "nextcloud"; user: string; text: string; intervals: Interval[]; readAt: number }
);

/** Makes an artist's working hours those kept in Parlour (which are untouched meanwhile) or those of a Nextcloud user. */
export async function switchHoursSource(db: Db, artistId: string, change: HoursSourceChange): Promise<void> {
  transaction(db, () => {
    const isNextcloud = change.source === "nextcloud";
    db.update(artists)
      .set({
        hoursSource: change.source,
        // Whom to ask is remembered on the way back.
        nextcloudUser: isNextcloud ? change.user : undefined,
        availabilityText: isNextcloud ? change.text : null,
        availabilityReadAt: isNextcloud ? change.readAt : null,
        availabilityErrorKey: null,
      })
      .where(eq(artists.id, artistId))
      .run();
    replaceOpenTimes(db, artistId, isNextcloud ? change.intervals : []);
    writeAudit(db, change.audit);
  });
}

/** What a reading was made for; another one in the row means that somebody chose differently meanwhile. */
type AskedFor = Pick<ArtistRow, "id" | "nextcloudUser" | "availabilityText">;

/**
 * Stores what a reading brought. `intervals` null leaves the working times as they are.
 * @returns false when somebody chose another source, or read anew, meanwhile; nothing is written then.
 */
export async function storeHours(
  db: Db,
  asked: AskedFor,
  read: { text: string; intervals: Interval[] | null; readAt: number | null; errorKey: string | null },
): Promise<boolean> {
  return transaction(db, () => {
    if (!isStillAsked(db, asked)) return false;
    db.update(artists)
      .set({
        availabilityText: read.text,
        availabilityReadAt: read.readAt ?? undefined,
        availabilityErrorKey: read.errorKey,
      })
      .where(eq(artists.id, asked.id))
      .run();
    if (read.intervals) replaceOpenTimes(db, asked.id, read.intervals);
    return true;
  });
}

/** Notes why a reading failed; working times and their age stay as they are. */
export async function recordHoursFailure(db: Db, asked: AskedFor, errorKey: string): Promise<void> {
  transaction(db, () => {
    if (!isStillAsked(db, asked)) return;
    db.update(artists).set({ availabilityErrorKey: errorKey }).where(eq(artists.id, asked.id)).run();
  });
}

function isStillAsked(db: Db, asked: AskedFor): boolean {
  const row = db
    .select({ user: artists.nextcloudUser, text: artists.availabilityText })
    .from(artists)
    .where(and(eq(artists.id, asked.id), eq(artists.hoursSource, "nextcloud")))
    .get();
  return row?.user === asked.nextcloudUser && row.text === asked.availabilityText;
}

function replaceOpenTimes(db: Db, artistId: string, intervals: Interval[]): void {
  db.delete(availableIntervals).where(eq(availableIntervals.artistId, artistId)).run();
  const { add } = replaceStatement(db);
  for (const { startMs, endMs } of intervals) add.run(artistId, startMs, endMs);
}

const replaceStatement = prepared((db) => ({
  add: db.$client.prepare<[string, number, number]>(
    "INSERT INTO available_intervals (artist_id, start_ms, end_ms) VALUES (?, ?, ?)",
  ),
}));
