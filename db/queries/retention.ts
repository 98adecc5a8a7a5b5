import { and, eq, inArray, lt, ne, or, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { auditLog, outbox } from "../schema/system.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";

/** Stands where a client's name stood. */
export const FORGOTTEN = "forgotten";

/**
 * Takes what names a client from appointments that ended before `beforeMs`, at most `limit` at once: the fields
 * themselves, words written to the client, and notices never delivered. @returns how many.
 */
export async function forgetClients(
  db: Db,
  input: { beforeMs: number; limit: number; auditOf: (appointmentId: string) => AuditEntry },
): Promise<number> {
  return transaction(db, () => {
    const ids = db
      .select({ id: appointments.id })
      .from(appointments)
      .where(
        and(
          lt(appointments.endMs, input.beforeMs),
          or(
            ne(appointments.clientName, FORGOTTEN),
            ne(appointments.clientEmail, ""),
            ne(appointments.clientPhone, ""),
            ne(appointments.description, ""),
          ),
        ),
      )
      .limit(input.limit)
      .all()
      .map((row) => row.id);
    if (ids.length === 0) return 0;
    db.update(appointments)
      .set({ clientName: FORGOTTEN, clientEmail: "", clientPhone: "", description: "" })
      .where(inArray(appointments.id, ids))
      .run();
    db.update(auditLog)
      .set({
        detail: sql`json_remove(${auditLog.detail}, '$.word', '$.before.clientName',
          '$.before.clientEmail', '$.before.clientPhone', '$.before.description')`,
      })
      .where(and(eq(auditLog.entity, "appointment"), inArray(auditLog.entityId, ids)))
      .run();
    db.delete(outbox)
      .where(and(eq(outbox.kind, "mail"), inArray(outbox.appointmentId, ids)))
      .run();
    for (const id of ids) writeAudit(db, input.auditOf(id));
    return ids.length;
  });
}
