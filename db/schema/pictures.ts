import { blob, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * Pictures of the studio itself (artists, logo), made small by lib/media. A row never changes: another picture is
 * another row, so that browsers may keep what they have for good.
 */
export const pictures = sqliteTable("pictures", {
  id: text().primaryKey(),
  mimeType: text("mime_type").notNull(),
  bytes: blob({ mode: "buffer" }).$type<Buffer>().notNull(),
  createdAt: integer("created_at").notNull(),
});
