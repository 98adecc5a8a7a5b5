import { and, asc, eq, sql } from "drizzle-orm";
import { emailKey, phoneKey, samePhone } from "#lib/core/contact-keys.ts";
import type { Db } from "../client.ts";
import { customerContacts, customers } from "../schema/customers.ts";

type CustomerRow = typeof customers.$inferSelect;
type ContactKind = (typeof customerContacts.$inferSelect)["kind"];

const KEYS = { email: emailKey, phone: phoneKey } satisfies Record<ContactKind, (value: string) => string>;

/** Addresses and numbers from before a merge, in the order of their kind. */
export function earlierContacts(db: Db, customerId: string): string[] {
  return db
    .select({ value: customerContacts.value })
    .from(customerContacts)
    .where(eq(customerContacts.customerId, customerId))
    .orderBy(asc(customerContacts.kind), asc(customerContacts.key))
    .all()
    .map(({ value }) => value);
}

/** Who had this address or number before a merge, the oldest first. */
export function formerlyReachedBy(db: Db, kind: ContactKind, value: string): CustomerRow[] {
  const key = KEYS[kind](value);
  if (key === "") return [];
  return db
    .select({ customer: customers, value: customerContacts.value })
    .from(customerContacts)
    .innerJoin(customers, eq(customers.id, customerContacts.customerId))
    .where(and(eq(customerContacts.kind, kind), eq(customerContacts.key, key)))
    .orderBy(asc(customers.createdAt), asc(customers.id))
    .limit(200)
    .all()
    .filter((row) => kind === "email" || samePhone(row.value, value))
    .map(({ customer }) => customer);
}

/** Inside the caller's transaction: keeps what two customers were reached by and the merged one no longer shows. */
export function keepContacts(
  db: Db,
  input: {
    mergeId: string;
    customerId: string;
    merged: Record<ContactKind, string>;
    before: Record<ContactKind, string>[];
  },
): void {
  for (const kind of ["email", "phone"] as const)
    for (const { [kind]: value } of input.before) {
      const key = KEYS[kind](value);
      if (key === "" || key === KEYS[kind](input.merged[kind])) continue;
      const { customerId, mergeId } = input;
      db.insert(customerContacts)
        .values({ customerId, kind, value, key, mergeId })
        .onConflictDoNothing()
        .run();
    }
}

/** Inside the caller's transaction: earlier contacts go with the customer who becomes part of another. */
export function moveContacts(db: Db, input: { from: string; to: string; mergeIds?: string[] }): void {
  const among = sql`(SELECT value FROM json_each(${JSON.stringify(input.mergeIds ?? [])}))`;
  const limit = input.mergeIds ? sql` AND merge_id IN ${among}` : sql``;
  db.run(
    sql`UPDATE OR IGNORE customer_contacts SET customer_id = ${input.to} WHERE customer_id = ${input.from}${limit}`,
  );
}

/** Inside the caller's transaction: what a merge kept is the other's own again. */
export function dropContacts(db: Db, mergeId: string): void {
  db.delete(customerContacts).where(eq(customerContacts.mergeId, mergeId)).run();
}
