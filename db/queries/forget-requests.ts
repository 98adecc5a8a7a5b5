import { and, eq, isNull, lt, notInArray, or, type SQL, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { consents } from "../schema/consents.ts";
import {
  customerMessages,
  inquiries,
  offers,
  referencePictures,
  waitlistEntries,
} from "../schema/inquiries.ts";
import { auditLog, outbox } from "../schema/system.ts";
import type { CustomerRow } from "./customers.ts";
import { redactWebhooks } from "./queue-webhooks.ts";

/** What somebody asked for beside their appointments, by the ids of its rows. */
interface Requests {
  appointments: string[];
  inquiries: string[];
  waitlist: string[];
}

/**
 * Inside the caller's transaction: what a person asked for beside their appointments, what was said about either, the
 * pictures they sent and what they signed. Nothing of it stays but that there were offers, without a word.
 * @returns the names of sealed files that were theirs
 */
export function forgetRequestsOf(
  db: Db,
  of: {
    customer: Pick<CustomerRow, "id" | "emailKey">;
    /** Of the customer and of whom became part of them. */
    customerIds: string[];
    appointmentIds: string[];
  },
): string[] {
  const { customer, customerIds } = of;
  const theirs = (table: typeof inquiries | typeof waitlistEntries) =>
    or(
      oneOf(table.customerId, customerIds),
      customer.emailKey === ""
        ? undefined
        : and(isNull(table.customerId), sql`casefold(${table.clientEmail}) = ${customer.emailKey}`),
    );
  const requests = {
    appointments: of.appointmentIds,
    inquiries: idsOf(db, inquiries, theirs(inquiries)),
    waitlist: idsOf(db, waitlistEntries, theirs(waitlistEntries)),
  };
  return forget(db, requests, {
    pictures: oneOf(referencePictures.customerId, customerIds),
    consents: oneOf(consents.customerId, customerIds),
  });
}

/**
 * Inside the caller's transaction: the same of appointments whose time is over.
 * @returns the names of sealed files
 */
export function forgetRequestsAbout(db: Db, appointmentIds: string[]): string[] {
  return forget(db, { appointments: appointmentIds, inquiries: [], waitlist: [] });
}

/**
 * Inside the caller's transaction: inquiries and waitlist entries that ended without an appointment, last changed before
 * an instant. Their sealed files have no row any more, and are swept. @returns how many, and whose they were
 */
export function forgetOldRequests(
  db: Db,
  input: { beforeMs: number; limit: number },
): { count: number; customerIds: string[] } {
  const old = {
    inquiries: idsOf(
      db,
      inquiries,
      and(notInArray(inquiries.status, ["OPEN", "OFFERED"]), lt(inquiries.updatedAt, input.beforeMs)),
      input.limit,
    ),
    waitlist: idsOf(
      db,
      waitlistEntries,
      and(
        notInArray(waitlistEntries.state, ["WAITING", "OFFERED"]),
        lt(waitlistEntries.updatedAt, input.beforeMs),
      ),
      input.limit,
    ),
  };
  const customerIds = [
    ...ownersOf(db, inquiries, old.inquiries),
    ...ownersOf(db, waitlistEntries, old.waitlist),
  ];
  forget(db, { appointments: [], ...old });
  return { count: old.inquiries.length + old.waitlist.length, customerIds };
}

function forget(db: Db, ids: Requests, more: { pictures?: SQL; consents?: SQL } = {}): string[] {
  const all = [...ids.appointments, ...ids.inquiries, ...ids.waitlist];
  const pictures = db
    .delete(referencePictures)
    .where(or(oneOf(referencePictures.aboutId, all), more.pictures))
    .returning({ id: referencePictures.id, spoolId: referencePictures.spoolId })
    .all();
  const signed = db
    .delete(consents)
    .where(or(oneOf(consents.appointmentId, ids.appointments), more.consents))
    .returning({ id: consents.id })
    .all();
  db.delete(customerMessages).where(oneOf(customerMessages.aboutId, all)).run();
  const offered = db
    .update(offers)
    .set({ word: "", state: sql`CASE ${offers.state} WHEN 'open' THEN 'withdrawn' ELSE ${offers.state} END` })
    .where(oneOf(offers.aboutId, all))
    .returning({ id: offers.id })
    .all();
  db.delete(inquiries).where(oneOf(inquiries.id, ids.inquiries)).run();
  db.delete(waitlistEntries).where(oneOf(waitlistEntries.id, ids.waitlist)).run();
  db.delete(outbox)
    .where(
      or(
        oneOf(outbox.id, [
          ...pictures.map(({ id }) => `picture:${id}`),
          ...signed.map(({ id }) => `consent:${id}`),
        ]),
        and(
          eq(outbox.kind, "mail"),
          or(
            oneOf(sql`(${outbox.payload} ->> '$.inquiryId')`, ids.inquiries),
            oneOf(sql`(${outbox.payload} ->> '$.entryId')`, ids.waitlist),
          ),
        ),
      ),
    )
    .run();
  redactHistory(db, { ...ids, offers: offered.map(({ id }) => id) });
  redactWebhooks(db, [
    ...ids.appointments.map((id) => `appointment:${id}`),
    ...ids.inquiries.map((id) => `inquiry:${id}`),
  ]);
  return pictures.flatMap(({ spoolId }) => (spoolId === null ? [] : [spoolId]));
}

/** That something happened stays; what was said with it does not. */
function redactHistory(db: Db, ids: Requests & { offers: string[] }): void {
  for (const [entity, entityIds] of [
    ["inquiry", ids.inquiries],
    ["waitlist", ids.waitlist],
    ["offer", ids.offers],
  ] as const)
    db.update(auditLog)
      .set({ detail: {} })
      .where(and(eq(auditLog.entity, entity), oneOf(auditLog.entityId, entityIds)))
      .run();
}

function idsOf(
  db: Db,
  table: typeof inquiries | typeof waitlistEntries,
  where: SQL | undefined,
  limit = 20_000,
): string[] {
  return db
    .select({ id: table.id })
    .from(table)
    .where(where)
    .limit(limit)
    .all()
    .map(({ id }) => id);
}

function ownersOf(db: Db, table: typeof inquiries | typeof waitlistEntries, ids: string[]): string[] {
  return db
    .selectDistinct({ customerId: table.customerId })
    .from(table)
    .where(oneOf(table.id, ids))
    .all()
    .flatMap(({ customerId }) => (customerId === null ? [] : [customerId]));
}

function oneOf(column: unknown, values: string[]): SQL {
  return sql`${column} IN (SELECT value FROM json_each(${JSON.stringify(values)}))`;
}
