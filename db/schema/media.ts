import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { customers } from "./customers.ts";

export const mediaDirections = ["sent", "received", "internal"] as const;

/**
 * What Parlour knows of a file it put into the customers' folders. The file itself is in Nextcloud (`stored`), or
 * sealed in the spool until Nextcloud takes it (`waiting`). Paths are relative to the base folder.
 */
export const crmMedia = sqliteTable(
  "crm_media",
  {
    id: text().primaryKey(),
    customerId: text("customer_id").references(() => customers.id, { onDelete: "cascade" }),
    path: text().notNull(),
    /** Nextcloud's fileid: finds the file again when somebody moves it there. */
    fileId: text("file_id"),
    etag: text(),
    /** By the folder it went to; null for any other. */
    direction: text({ enum: mediaDirections }),
    mimeType: text("mime_type").notNull(),
    size: integer().notNull(),
    /** `deleted`: in Nextcloud's trash bin; `missing`: gone without us. */
    state: text({ enum: ["stored", "waiting", "missing", "deleted"] }).notNull(),
    /** Name of the sealed file in the spool, while it waits. */
    spoolId: text("spool_id"),
    uploadedById: text("uploaded_by_id"),
    uploadedByName: text("uploaded_by_name").notNull(),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [
    index("crm_media_customer").on(table.customerId, table.createdAt),
    index("crm_media_path").on(table.path),
    index("crm_media_file").on(table.fileId),
    uniqueIndex("crm_media_spool").on(table.spoolId),
  ],
);

/** A large file on its way in pieces; the pieces are in Nextcloud's upload folder of the same id. */
export const uploadSessions = sqliteTable(
  "upload_sessions",
  {
    id: text().primaryKey(),
    userId: text("user_id").notNull(),
    customerId: text("customer_id").references(() => customers.id, { onDelete: "cascade" }),
    /** Where it shall stand, relative to the base folder; numbered at the end where that name is taken by then. */
    path: text().notNull(),
    direction: text({ enum: mediaDirections }),
    mimeType: text("mime_type").notNull(),
    size: integer().notNull(),
    chunkBytes: integer("chunk_bytes").notNull(),
    /** Last modified, epoch milliseconds, as the browser knows it; null where it does not. */
    modifiedMs: integer("modified_ms"),
    /** The record it became; null while it is under way. */
    mediaId: text("media_id"),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [index("upload_sessions_expiry").on(table.expiresAt)],
);
