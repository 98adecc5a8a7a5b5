import { and, asc, eq, ne, or, type SQL } from "drizzle-orm";
import { emailKey, phoneKey, readPhone, samePhone } from "#lib/core/contact-keys.ts";
import { foldText } from "#lib/core/fold-text.ts";
import { type Db, transaction } from "../client.ts";
import { customerNotes, customers } from "../schema/customers.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import { earlierContacts } from "./customer-contacts.ts";
import { type CustomerScope, withinScope } from "./customer-scope.ts";
import { replaceTags, tagsOf } from "./customer-tags.ts";
import { enqueue, type NewOutboxRow } from "./outbox.ts";

export type CustomerRow = typeof customers.$inferSelect;
export type NewNote = typeof customerNotes.$inferInsert;

/** What people write about a customer; the rest of the row follows from it. */
export interface CustomerFields {
  name: string;
  email: string;
  phone: string;
}

/**
 * The keys and the search text that go with the fields; the search text begins with the name, on a line of its own.
 * `more` (tags, earlier addresses) can only be searched for.
 */
export function derivedColumns(fields: CustomerFields, more: string[]) {
  const { digits, kind } = readPhone(fields.phone);
  const lines = [
    fields.name,
    fields.email,
    fields.phone,
    kind === "national" ? `0${digits}` : digits,
    ...more,
  ];
  return {
    emailKey: emailKey(fields.email),
    phoneKey: phoneKey(fields.phone),
    searchText: lines.map(foldText).join("\n"),
  };
}

export async function findCustomerRow(
  db: Db,
  id: string,
  scope?: CustomerScope,
): Promise<CustomerRow | undefined> {
  return db
    .select()
    .from(customers)
    .where(and(eq(customers.id, id), withinScope(scope)))
    .get();
}

/** Whose folder it is, by its path below the base folder. */
export async function findCustomerByFolder(db: Db, folder: string): Promise<CustomerRow | undefined> {
  return db.select().from(customers).where(eq(customers.nextcloudFolder, folder)).get();
}

/**
 * Notes which folder is a customer's. No change of what people wrote, so the version stays.
 * @returns "taken" when the folder is another customer's, "gone" when there is no such customer.
 */
export async function setCustomerFolder(
  db: Db,
  id: string,
  set: { folder: string | null; folderId: string | null },
): Promise<"stored" | "taken" | "gone"> {
  return transaction(db, () => {
    const other =
      set.folder === null
        ? undefined
        : db
            .select({ id: customers.id })
            .from(customers)
            .where(and(eq(customers.nextcloudFolder, set.folder), ne(customers.id, id)))
            .get();
    if (other) return "taken";
    const result = db
      .update(customers)
      .set({ nextcloudFolder: set.folder, nextcloudFolderId: set.folderId })
      .where(eq(customers.id, id))
      .run();
    return result.changes === 1 ? "stored" : "gone";
  });
}

export type NewCustomer = CustomerFields & Pick<CustomerRow, "id" | "source" | "createdBy" | "createdAt">;

/** Inside the caller's transaction. */
export function storeCustomer(db: Db, input: NewCustomer, tags: string[] = []): void {
  db.insert(customers)
    .values({ ...input, ...derivedColumns(input, tags), updatedAt: input.createdAt })
    .run();
  const stored = replaceTags(db, input.id, tags);
  if (tags.length > 0)
    db.update(customers)
      .set({ searchText: derivedColumns(input, stored).searchText })
      .where(eq(customers.id, input.id))
      .run();
}

export async function insertCustomer(
  db: Db,
  input: { customer: NewCustomer; tags: string[]; note?: NewNote; audit: AuditEntry },
): Promise<void> {
  transaction(db, () => {
    storeCustomer(db, input.customer, input.tags);
    if (input.note) db.insert(customerNotes).values(input.note).run();
    writeAudit(db, input.audit);
  });
}

/**
 * Changes the fields, and the tags where given, of a customer.
 * @returns "stale" when the version is another one than expected, "gone" when there is no such customer.
 */
export async function updateCustomer(
  db: Db,
  change: {
    id: string;
    /** Compared where given. */
    expectedVersion?: number;
    set: Partial<CustomerFields>;
    tags?: string[];
    audit: AuditEntry;
    /** What follows from another name, of a customer who has a folder. */
    ifRenamed?: (oldName: string) => NewOutboxRow;
  },
): Promise<"changed" | "stale" | "gone"> {
  return transaction(db, () => {
    const current = db.select().from(customers).where(eq(customers.id, change.id)).get();
    if (!current) return "gone";
    if (change.expectedVersion !== undefined && change.expectedVersion !== current.version) return "stale";
    const fields = { name: current.name, email: current.email, phone: current.phone, ...change.set };
    const tags = change.tags
      ? replaceTags(db, change.id, change.tags)
      : (tagsOf(db, [change.id]).get(change.id) ?? []);
    saveFields(db, current, fields, tags, change.audit.at);
    writeAudit(db, change.audit);
    if (change.ifRenamed && fields.name !== current.name && current.nextcloudFolder !== null)
      enqueue(db, change.ifRenamed(current.name));
    return "changed";
  });
}

/** Inside the caller's transaction: another version of a customer. */
export function saveFields(
  db: Db,
  current: CustomerRow,
  fields: CustomerFields,
  tags: string[],
  atMs: number,
): void {
  db.update(customers)
    .set({
      name: fields.name,
      email: fields.email,
      phone: fields.phone,
      ...derivedColumns(fields, [...tags, ...earlierContacts(db, current.id)]),
      version: current.version + 1,
      updatedAt: atMs,
    })
    .where(eq(customers.id, current.id))
    .run();
}

export type PossibleDuplicate = Pick<CustomerRow, "id" | "name" | "email" | "phone"> & {
  by: "email" | "phone";
};

/** Other customers with the same address or number, at most 20. */
export async function findPossibleDuplicates(
  db: Db,
  row: CustomerRow,
  scope?: CustomerScope,
): Promise<PossibleDuplicate[]> {
  return sharingContact(db, row, and(ne(customers.id, row.id), withinScope(scope)))
    .flatMap((other): PossibleDuplicate[] => {
      const { id, name, email, phone } = other;
      const sameEmail = row.emailKey !== "" && other.emailKey === row.emailKey;
      if (!sameEmail && !samePhone(row.phone, phone)) return [];
      return [{ id, name, email, phone, by: sameEmail ? "email" : "phone" }];
    })
    .slice(0, 20);
}

/** Those who share a key, the oldest first; the number itself has still to be compared. */
export function sharingContact(
  db: Db,
  keys: { emailKey: string; phoneKey: string },
  condition?: SQL,
): CustomerRow[] {
  const same = [
    keys.emailKey === "" ? undefined : eq(customers.emailKey, keys.emailKey),
    keys.phoneKey === "" ? undefined : eq(customers.phoneKey, keys.phoneKey),
  ].filter((one) => one !== undefined);
  if (same.length === 0) return [];
  return db
    .select()
    .from(customers)
    .where(and(or(...same), condition))
    .orderBy(asc(customers.createdAt), asc(customers.id))
    .limit(200)
    .all();
}
