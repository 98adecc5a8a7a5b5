import { and, asc, eq, gt, inArray, lt, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { timeOff } from "../schema/time-off.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";

export type TimeOffRow = typeof timeOff.$inferSelect;

/** So many an artist may have ahead; a bound, not a wish. */
export const MAX_TIME_OFF = 500;

/** Every artist's time off that is not over yet, soonest first. */
export async function timeOffByArtist(db: Db, nowMs: number): Promise<Map<string, TimeOffRow[]>> {
  const rows = db
    .select()
    .from(timeOff)
    .where(gt(timeOff.endMs, nowMs))
    .orderBy(asc(timeOff.startMs), asc(timeOff.id))
    .all();
  const grouped = new Map<string, TimeOffRow[]>();
  for (const row of rows) grouped.set(row.artistId, [...(grouped.get(row.artistId) ?? []), row]);
  return grouped;
}

/**
 * Stores time off. @returns how many active appointments lie in it, wholly or in part; "too_many" when the artist
 * has as many ahead as can be.
 */
export async function insertTimeOff(
  db: Db,
  row: TimeOffRow,
  audit: AuditEntry,
): Promise<number | "too_many"> {
  return transaction(db, () => {
    const ahead = db
      .select({ count: sql<number>`count(*)` })
      .from(timeOff)
      .where(and(eq(timeOff.artistId, row.artistId), gt(timeOff.endMs, row.createdAt)))
      .get();
    if ((ahead?.count ?? 0) >= MAX_TIME_OFF) return "too_many";
    db.insert(timeOff).values(row).run();
    writeAudit(db, audit);
    const inside = db
      .select({ count: sql<number>`count(*)` })
      .from(appointments)
      .where(
        and(
          eq(appointments.artistId, row.artistId),
          inArray(appointments.status, ["PENDING", "CONFIRMED", "HELD"]),
          gt(appointments.endMs, row.startMs),
          lt(appointments.startMs, row.endMs),
        ),
      )
      .get();
    return inside?.count ?? 0;
  });
}

/** @returns false when the artist has no such time off. */
export async function deleteTimeOff(
  db: Db,
  row: { id: string; artistId: string },
  audit: AuditEntry,
): Promise<boolean> {
  return transaction(db, () => {
    const gone = db
      .delete(timeOff)
      .where(and(eq(timeOff.id, row.id), eq(timeOff.artistId, row.artistId)))
      .run();
    if (gone.changes !== 1) return false;
    writeAudit(db, audit);
    return true;
  });
}
