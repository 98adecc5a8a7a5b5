import { and, asc, desc, eq } from "drizzle-orm";
import type { Db } from "../client.ts";
import { auditLog } from "../schema/system.ts";

export type AuditEntry = Omit<typeof auditLog.$inferInsert, "id">;
export type AuditRow = typeof auditLog.$inferSelect;

/** Writes inside the caller's transaction. */
export function writeAudit(tx: Pick<Db, "insert">, entry: AuditEntry): void {
  tx.insert(auditLog).values(entry).run();
}

/** A history line by itself, for what was done elsewhere. */
export async function addAuditLine(db: Db, entry: AuditEntry): Promise<void> {
  writeAudit(db, entry);
}

/** The history of one thing, oldest first. */
export async function listAudit(db: Db, entity: string, entityId: string): Promise<AuditRow[]> {
  return db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.entity, entity), eq(auditLog.entityId, entityId)))
    .orderBy(asc(auditLog.id))
    .limit(500)
    .all();
}

/** The newest line in the history of one thing. */
export async function findLastAudit(db: Db, entity: string, entityId: string): Promise<AuditRow | undefined> {
  return db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.entity, entity), eq(auditLog.entityId, entityId)))
    .orderBy(desc(auditLog.id))
    .limit(1)
    .get();
}
