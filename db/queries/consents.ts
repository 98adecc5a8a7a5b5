import { and, asc, desc, eq, inArray, isNotNull, isNull, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { services } from "../schema/artists.ts";
import { consentForms, consents } from "../schema/consents.ts";
import { outbox } from "../schema/system.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import { type NewMedia, writeUploaded } from "./media.ts";
import { enqueue, type NewOutboxRow } from "./outbox.ts";

export type ConsentFormRow = typeof consentForms.$inferSelect;
export type ConsentRow = typeof consents.$inferSelect;
export type NewConsent = typeof consents.$inferInsert;

/** By title; those in use first. `services` says how many ask for it, `signed` how often it was signed. */
export async function listConsentFormRows(
  db: Db,
): Promise<(ConsentFormRow & { services: number; signed: number })[]> {
  const rows = db
    .select()
    .from(consentForms)
    .orderBy(desc(consentForms.active), asc(consentForms.title), asc(consentForms.id))
    .limit(200)
    .all();
  const counts = async (id: string) => ({
    services: await db.$count(services, eq(services.consentFormId, id)),
    signed: await db.$count(consents, eq(consents.formId, id)),
  });
  return Promise.all(rows.map(async (row) => ({ ...row, ...(await counts(row.id)) })));
}

export async function insertConsentForm(db: Db, form: ConsentFormRow, audit: AuditEntry): Promise<void> {
  transaction(db, () => {
    db.insert(consentForms).values(form).run();
    writeAudit(db, audit);
  });
}

/** @returns false when there is no such form. */
export async function updateConsentForm(
  db: Db,
  id: string,
  set: Partial<Pick<ConsentFormRow, "title" | "body" | "minimumAge" | "active" | "updatedAt">>,
  audit: AuditEntry,
): Promise<boolean> {
  return transaction(db, () => {
    const { changes } = db.update(consentForms).set(set).where(eq(consentForms.id, id)).run();
    if (changes > 0) writeAudit(db, audit);
    return changes > 0;
  });
}

/** The form an appointment's service asks for; undefined where it asks for none, or for one that was archived. */
export async function requiredFormOf(db: Db, serviceId: string): Promise<ConsentFormRow | undefined> {
  const row = db
    .select({ form: consentForms })
    .from(services)
    .innerJoin(consentForms, eq(consentForms.id, services.consentFormId))
    .where(and(eq(services.id, serviceId), eq(consentForms.active, true)))
    .get();
  return row?.form;
}

export async function findConsent(db: Db, id: string): Promise<ConsentRow | undefined> {
  return db.select().from(consents).where(eq(consents.id, id)).get();
}

/** What was signed for any of these appointments, the first signature. */
export async function findConsentOf(db: Db, appointmentIds: string[]): Promise<ConsentRow | undefined> {
  return db
    .select()
    .from(consents)
    .where(inArray(consents.appointmentId, appointmentIds))
    .orderBy(asc(consents.signedAt), asc(consents.id))
    .limit(1)
    .get();
}

/**
 * Of several appointments, those whose service asks for a form: whether it was signed.
 * An appointment that goes on with another goes on with its signature.
 */
export async function consentMarks(
  db: Db,
  appointmentIds: string[],
): Promise<Map<string, "signed" | "missing">> {
  const rows = db
    .select({
      id: appointments.id,
      signed: sql<number>`EXISTS (SELECT 1 FROM ${consents}
        WHERE ${consents.appointmentId} IN (${appointments.id}, ${appointments.rootId}))`,
    })
    .from(appointments)
    .innerJoin(services, eq(services.id, appointments.serviceId))
    .innerJoin(consentForms, eq(consentForms.id, services.consentFormId))
    .where(
      and(
        eq(consentForms.active, true),
        sql`${appointments.id} IN (SELECT value FROM json_each(${JSON.stringify(appointmentIds)}))`,
      ),
    )
    .all();
  return new Map(rows.map(({ id, signed }) => [id, signed ? "signed" : "missing"]));
}

/**
 * Stores a signature with its history line and the order to file it. Once an appointment has one it keeps it.
 * @returns the signature that counts; it is an earlier one where that was there already.
 */
export async function insertConsent(
  db: Db,
  input: { consent: NewConsent; appointmentIds: string[]; audit: AuditEntry; outbox: NewOutboxRow },
): Promise<ConsentRow> {
  return transaction(db, () => {
    const earlier = db
      .select()
      .from(consents)
      .where(inArray(consents.appointmentId, input.appointmentIds))
      .limit(1)
      .get();
    if (earlier) return earlier;
    const row = db.insert(consents).values(input.consent).returning().get();
    writeAudit(db, input.audit);
    enqueue(db, input.outbox);
    return row;
  });
}

/**
 * The PDF of a signature becomes a file of the customer's. @returns false when it is one already, or the signature gone.
 */
export async function handOverConsent(
  db: Db,
  input: { id: string; media: NewMedia; audit: AuditEntry; outbox: NewOutboxRow },
): Promise<boolean> {
  return transaction(db, () => {
    const { changes } = db
      .update(consents)
      .set({ mediaId: input.media.id })
      .where(and(eq(consents.id, input.id), isNull(consents.mediaId)))
      .run();
    if (changes === 0) return false;
    writeUploaded(db, input);
    return true;
  });
}

/** "File this signature." */
export function consentRow(id: string, nowMs: number): NewOutboxRow {
  return {
    id: `consent:${id}`,
    kind: "consent",
    appointmentId: null,
    payload: {},
    nextAttemptAt: nowMs,
    createdAt: nowMs,
  };
}

/** Asks again for signatures of before files were configured. @returns how many. */
export async function requeueConsents(db: Db, nowMs: number): Promise<number> {
  return transaction(db, () => {
    const rows = db
      .select({ id: consents.id })
      .from(consents)
      .where(
        and(
          isNull(consents.mediaId),
          isNotNull(consents.customerId),
          sql`NOT EXISTS (SELECT 1 FROM ${outbox} WHERE ${outbox.id} = 'consent:' || ${consents.id})`,
        ),
      )
      .limit(500)
      .all();
    for (const { id } of rows) enqueue(db, consentRow(id, nowMs));
    return rows.length;
  });
}
