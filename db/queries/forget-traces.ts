import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { calendarSyncLogs } from "../schema/calendars.ts";
import { customerMerges } from "../schema/customers.ts";
import { auditLog, formDrafts, outbox } from "../schema/system.ts";
import type { AppointmentRow } from "./appointments.ts";
import { oneOf } from "./one-of.ts";
import { FORGOTTEN } from "./retention.ts";

/** What else was written down with their name or address in it. */
export function forgetTraces(
  db: Db,
  customerIds: string[],
  said: { names: string[]; mails: string[] },
): void {
  db.update(auditLog)
    .set({ detail: {} })
    .where(and(eq(auditLog.entity, "customer"), oneOf(auditLog.entityId, customerIds)))
    .run();
  db.delete(customerMerges)
    .where(oneOf(sql`${customerMerges.before} ->> '$.other.id'`, customerIds))
    .run();
  const mentions = (column: unknown, words: string[]) =>
    sql`EXISTS (SELECT 1 FROM json_each(${JSON.stringify(words)}) AS word
      WHERE instr(casefold(${column}), casefold(word.value)) > 0)`;
  const anything = [...said.names, ...said.mails];
  db.delete(formDrafts).where(mentions(formDrafts.data, said.mails)).run();
  db.update(calendarSyncLogs)
    .set({ errorDetail: null })
    .where(mentions(calendarSyncLogs.errorDetail, anything))
    .run();
  // Words for the admins about deliveries that were given up; these are given up with them.
  db.delete(outbox)
    .where(
      and(
        eq(outbox.kind, "notice"),
        sql`${outbox.payload} ->> '$.template' = 'dead'`,
        mentions(outbox.payload, anything),
      ),
    )
    .run();
}

/** What those were called, and reached by, who became part of the customer, while a merge still says so. */
export function mergedBefore(db: Db, customerId: string): { name: string; email: string }[] {
  return db
    .select({
      name: sql<string>`coalesce(${customerMerges.before} ->> '$.other.name', '')`,
      email: sql<string>`coalesce(${customerMerges.before} ->> '$.other.email', '')`,
    })
    .from(customerMerges)
    .where(and(eq(customerMerges.keptId, customerId), isNull(customerMerges.undoneAt)))
    .all();
}

export function namesOf(who: { name: string }[], rows: AppointmentRow[]): string[] {
  return distinct([...who.map(({ name }) => name), ...rows.map(({ clientName }) => clientName)]);
}

export function mailsOf(who: { email: string }[], rows: AppointmentRow[]): string[] {
  return distinct([...who.map(({ email }) => email), ...rows.map(({ clientEmail }) => clientEmail)]);
}

function distinct(words: string[]): string[] {
  return [...new Set(words.filter((word) => word !== "" && word !== FORGOTTEN))];
}
