import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** Who books, or was entered by hand. Deleting the row takes tags, notes, merges and media records with it. */
export const customers = sqliteTable(
  "customers",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    email: text().notNull().default(""),
    phone: text().notNull().default(""),
    /** What bookings are matched by: the address in lower case, the number in digits; "" where there is none. */
    emailKey: text("email_key").notNull().default(""),
    phoneKey: text("phone_key").notNull().default(""),
    /** Name, address, number and tags without case and accents, for the search. */
    searchText: text("search_text").notNull(),
    /** Relative to the base folder of the files; null until somebody needs it. */
    nextcloudFolder: text("nextcloud_folder").unique(),
    /** Nextcloud's fileid of that folder: finds it again when somebody renames or moves it there. */
    nextcloudFolderId: text("nextcloud_folder_id"),
    source: text({ enum: ["hand", "booking"] }).notNull(),
    createdBy: text("created_by"),
    /** May not book by themselves any more, since when and why. */
    blockedAt: integer("blocked_at"),
    blockedReason: text("blocked_reason").notNull().default(""),
    version: integer().notNull().default(1),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [
    index("customers_email").on(table.emailKey),
    index("customers_phone").on(table.phoneKey),
    index("customers_name").on(table.name),
    check("customers_named", sql`${table.name} <> ''`),
  ],
);

export const customerTags = sqliteTable(
  "customer_tags",
  {
    customerId: text("customer_id")
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
    tag: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.tag] }),
    index("customer_tags_tag").on(table.tag),
  ],
);

export const customerNotes = sqliteTable(
  "customer_notes",
  {
    id: text().primaryKey(),
    customerId: text("customer_id")
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
    text: text().notNull(),
    authorId: text("author_id"),
    authorName: text("author_name").notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [index("customer_notes_customer").on(table.customerId, table.createdAt)],
);

/** What a merge took away and moved, so that it can be undone. */
export const customerMerges = sqliteTable(
  "customer_merges",
  {
    id: text().primaryKey(),
    keptId: text("kept_id")
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
    /** The rows as they were before: lib/customers knows the shape. */
    before: text({ mode: "json" }).$type<unknown>().notNull(),
    createdAt: integer("created_at").notNull(),
    undoneAt: integer("undone_at"),
  },
  (table) => [index("customer_merges_kept").on(table.keptId)],
);

/** Addresses and numbers a customer had before a merge: who books with one of them is still known. */
export const customerContacts = sqliteTable(
  "customer_contacts",
  {
    customerId: text("customer_id")
      .notNull()
      .references(() => customers.id, { onDelete: "cascade" }),
    kind: text({ enum: ["email", "phone"] }).notNull(),
    value: text().notNull(),
    /** As in `customers`. */
    key: text().notNull(),
    /** The merge that made it an earlier one; its undoing takes it away. */
    mergeId: text("merge_id").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.customerId, table.kind, table.key] }),
    index("customer_contacts_key").on(table.kind, table.key),
  ],
);
