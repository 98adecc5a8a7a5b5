import { and, asc, count, eq, gt, inArray, lt } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { closures } from "../schema/time-off.ts";
import { ACTIVE } from "./appointments.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";

export type ClosureRow = typeof closures.$inferSelect;

/** So many a studio may have ahead; a bound, not a wish. */
export const MAX_CLOSURES = 200;

/** Closures that are not over yet, soonest first. */
export async function listClosures(db: Db, nowMs: number): Promise<ClosureRow[]> {
  return db
    .select()
    .from(closures)
    .where(gt(closures.endMs, nowMs))
    .orderBy(asc(closures.startMs), asc(closures.id))
    .all();
}

/** @returns how many active appointments lie in it, wholly or in part; "too_many" with as many ahead as can be. */
export async function insertClosure(
  db: Db,
  row: ClosureRow,
  audit: AuditEntry,
): Promise<number | "too_many"> {
  return transaction(db, () => {
    const ahead = db.select({ count: count() }).from(closures).where(gt(closures.endMs, row.createdAt)).get();
    if ((ahead?.count ?? 0) >= MAX_CLOSURES) return "too_many";
    db.insert(closures).values(row).run();
    writeAudit(db, audit);
    const inside = db
      .select({ count: count() })
      .from(appointments)
      .where(
        and(
          inArray(appointments.status, ACTIVE),
          gt(appointments.endMs, row.startMs),
          lt(appointments.startMs, row.endMs),
        ),
      )
      .get();
    return inside?.count ?? 0;
  });
}

/** @returns false when there is no such closure. */
export async function deleteClosure(db: Db, id: string, audit: AuditEntry): Promise<boolean> {
  return transaction(db, () => {
    if (db.delete(closures).where(eq(closures.id, id)).run().changes !== 1) return false;
    writeAudit(db, audit);
    return true;
  });
}
