import { and, eq, inArray, isNotNull, isNull, lt, ne, or, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { customers } from "../schema/customers.ts";
import { auditLog, outbox } from "../schema/system.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import { forgetNews } from "./forget-news.ts";
import { forgetOldRequests, forgetRequestsAbout } from "./forget-requests.ts";

/** Stands where a client's name stood. */
export const FORGOTTEN = "forgotten";

/**
 * Takes what names a client from appointments that ended before `beforeMs`, at most `limit` at once: the fields
 * themselves, words written to the client, notices never delivered, what the
 * studio's people were told of them, and whose customer it was. A customer of whom only
 * bookings were known goes with the last of them. @returns how many appointments.
 */
export async function forgetClients(
  db: Db,
  input: {
    nowMs: number;
    beforeMs: number;
    limit: number;
    auditOf: (entity: "appointment" | "customer", id: string) => AuditEntry;
  },
): Promise<number> {
  return transaction(db, () => {
    const rows = db
      .select({ id: appointments.id, customerId: appointments.customerId })
      .from(appointments)
      .where(
        and(
          lt(appointments.endMs, input.beforeMs),
          or(
            ne(appointments.clientName, FORGOTTEN),
            ne(appointments.clientEmail, ""),
            ne(appointments.clientPhone, ""),
            ne(appointments.description, ""),
            isNotNull(appointments.customerId),
          ),
        ),
      )
      .limit(input.limit)
      .all();
    const ids = rows.map((row) => row.id);
    if (ids.length === 0) return 0;
    db.update(appointments)
      .set({ clientName: FORGOTTEN, clientEmail: "", clientPhone: "", description: "", customerId: null })
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
    forgetNews(db, ids, input.nowMs);
    // Sealed files that were theirs have no row any more, and are swept.
    forgetRequestsAbout(db, ids);
    for (const id of ids) writeAudit(db, input.auditOf("appointment", id));
    const customerIds = rows.flatMap(({ customerId }) => (customerId === null ? [] : [customerId]));
    for (const id of deleteBookersOnly(db, customerIds)) writeAudit(db, input.auditOf("customer", id));
    return ids.length;
  });
}

/**
 * Forgets inquiries and waitlist entries that came to nothing and were last touched before `beforeMs`, at most `limit` of
 * each, and who is known of nothing else. @returns how many.
 */
export async function forgetRequests(
  db: Db,
  input: { beforeMs: number; limit: number; auditOf: (entity: "customer", id: string) => AuditEntry },
): Promise<number> {
  return transaction(db, () => {
    const { count, customerIds } = forgetOldRequests(db, input);
    for (const id of deleteBookersOnly(db, customerIds)) writeAudit(db, input.auditOf("customer", id));
    return count;
  });
}

/**
 * Of some customers, deletes those who only ever booked and of whom nothing is left. Whoever is blocked stays, or they
 * could book again; deleting them is for a person to decide. @returns their ids.
 */
function deleteBookersOnly(db: Db, ids: string[]): string[] {
  const nothingIn = (table: string) =>
    sql`NOT EXISTS (SELECT 1 FROM ${sql.identifier(table)} AS theirs WHERE theirs.customer_id = ${customers.id})`;
  const tables = [
    "appointments",
    "customer_notes",
    "customer_tags",
    "crm_media",
    "upload_sessions",
    "inquiries",
    "waitlist_entries",
    "reference_pictures",
    "consents",
  ];
  return db
    .delete(customers)
    .where(
      and(
        inArray(customers.id, ids),
        eq(customers.source, "booking"),
        isNull(customers.blockedAt),
        sql`${customers.nextcloudFolder} IS NULL`,
        ...tables.map(nothingIn),
      ),
    )
    .returning({ id: customers.id })
    .all()
    .map(({ id }) => id);
}
