import { and, eq, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { customerNotes } from "../schema/customers.ts";
import { crmMedia } from "../schema/media.ts";
import { outbox } from "../schema/system.ts";
import { ACTIVE, isNoHold } from "./appointments.ts";
import type { CustomerRow } from "./customers.ts";
import { appointmentsOf } from "./forget-customer.ts";

/** How much is known of a customer, as of `nowMs`. */
export async function countToForget(db: Db, customer: Pick<CustomerRow, "id" | "emailKey">, nowMs: number) {
  const rows = db
    .select({ id: appointments.id, status: appointments.status, endMs: appointments.endMs })
    .from(appointments)
    .where(and(appointmentsOf(customer), isNoHold()))
    .all();
  const upcoming = rows.filter(({ status, endMs }) => ACTIVE.includes(status) && endMs > nowMs).length;
  const ids = JSON.stringify(rows.map(({ id }) => id));
  const mails = and(
    eq(outbox.kind, "mail"),
    sql`${outbox.appointmentId} IN (SELECT value FROM json_each(${ids}))`,
  );
  const ofMedia = eq(crmMedia.customerId, customer.id);
  return {
    appointments: { past: rows.length - upcoming, upcoming },
    notes: await db.$count(customerNotes, eq(customerNotes.customerId, customer.id)),
    media: await db.$count(crmMedia, and(ofMedia, sql`${crmMedia.state} <> 'deleted'`)),
    waitingUploads: await db.$count(crmMedia, and(ofMedia, eq(crmMedia.state, "waiting"))),
    waitingMails: await db.$count(outbox, mails),
  };
}
