import { and, asc, desc, eq, or, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { consents } from "../schema/consents.ts";
import { customerNotes } from "../schema/customers.ts";
import { customerMessages, inquiries, referencePictures, waitlistEntries } from "../schema/inquiries.ts";
import { crmMedia } from "../schema/media.ts";
import { auditLog } from "../schema/system.ts";
import { type AppointmentWithNames, findAppointment, isNoHold } from "./appointments.ts";
import { earlierContacts } from "./customer-contacts.ts";
import { tagsOf } from "./customer-tags.ts";
import type { CustomerRow } from "./customers.ts";
import { appointmentsOf } from "./forget-customer.ts";

/** More than a studio and one person have with each other. */
const MAX_ROWS = 20_000;

/** Everything the database keeps of a person, newest first. */
export async function readCustomerRecord(db: Db, customer: CustomerRow) {
  const ids = db
    .select({ id: appointments.id })
    .from(appointments)
    .where(and(appointmentsOf(customer), isNoHold()))
    .orderBy(desc(appointments.startMs), desc(appointments.id))
    .limit(MAX_ROWS)
    .all();
  const found: AppointmentWithNames[] = [];
  for (const { id } of ids) {
    const appointment = await findAppointment(db, id);
    if (appointment) found.push(appointment);
  }
  const media = db
    .select()
    .from(crmMedia)
    .where(eq(crmMedia.customerId, customer.id))
    .orderBy(desc(crmMedia.createdAt), desc(crmMedia.id))
    .limit(MAX_ROWS)
    .all();
  return {
    appointments: found,
    tags: tagsOf(db, [customer.id]).get(customer.id) ?? [],
    earlierContacts: earlierContacts(db, customer.id),
    notes: db
      .select()
      .from(customerNotes)
      .where(eq(customerNotes.customerId, customer.id))
      .orderBy(desc(customerNotes.createdAt))
      .limit(MAX_ROWS)
      .all(),
    media,
    ...readRequests(
      db,
      customer,
      found.map(({ id }) => id),
    ),
    history: readHistory(db, customer, found),
  };
}

export type CustomerRecord = Awaited<ReturnType<typeof readCustomerRecord>>;

/** What they asked for beside their appointments, what was said about either, what they sent and signed. */
function readRequests(db: Db, customer: CustomerRow, appointmentIds: string[]) {
  const limited = <Row>(query: { limit(rows: number): { all(): Row[] } }) => query.limit(MAX_ROWS).all();
  const asked = limited(db.select().from(inquiries).where(eq(inquiries.customerId, customer.id)));
  const about = JSON.stringify([...appointmentIds, ...asked.map(({ id }) => id)]);
  const isAbout = (column: unknown) => sql`${column} IN (SELECT value FROM json_each(${about}))`;
  return {
    inquiries: asked,
    waitlist: limited(db.select().from(waitlistEntries).where(eq(waitlistEntries.customerId, customer.id))),
    messages: limited(
      db
        .select()
        .from(customerMessages)
        .where(isAbout(customerMessages.aboutId))
        .orderBy(asc(customerMessages.createdAt)),
    ),
    pictures: limited(
      db
        .select()
        .from(referencePictures)
        .where(or(eq(referencePictures.customerId, customer.id), isAbout(referencePictures.aboutId))),
    ),
    consents: limited(
      db
        .select()
        .from(consents)
        .where(or(eq(consents.customerId, customer.id), isAbout(consents.appointmentId))),
    ),
  };
}

function readHistory(db: Db, customer: CustomerRow, found: AppointmentWithNames[]) {
  const appointmentIds = JSON.stringify(found.map(({ id }) => id));
  return db
    .select({
      at: auditLog.at,
      by: auditLog.actorName,
      entity: auditLog.entity,
      entityId: auditLog.entityId,
      action: auditLog.action,
      detail: auditLog.detail,
    })
    .from(auditLog)
    .where(
      sql`(${and(eq(auditLog.entity, "customer"), eq(auditLog.entityId, customer.id))})
        OR (${auditLog.entity} = 'appointment'
          AND ${auditLog.entityId} IN (SELECT value FROM json_each(${appointmentIds})))
        OR (${auditLog.entity} = 'file' AND ${auditLog.detail} ->> '$.customerId' = ${customer.id})`,
    )
    .orderBy(asc(auditLog.id))
    .limit(MAX_ROWS)
    .all();
}
