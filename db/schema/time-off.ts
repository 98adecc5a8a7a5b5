import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { artists } from "./artists.ts";

/** When an artist does not work although the hours say so. Half-open, epoch milliseconds; blocks like a busy interval. */
export const timeOff = sqliteTable(
  "time_off",
  {
    id: text().primaryKey(),
    artistId: text("artist_id")
      .notNull()
      .references(() => artists.id, { onDelete: "cascade" }),
    startMs: integer("start_ms").notNull(),
    endMs: integer("end_ms").notNull(),
    note: text().notNull().default(""),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    index("time_off_artist").on(table.artistId, table.endMs, table.startMs),
    check("time_off_span", sql`${table.startMs} < ${table.endMs}`),
  ],
);

/** When the whole studio is closed: holidays, a convention. Half-open, epoch milliseconds; blocks every artist. */
export const closures = sqliteTable(
  "closures",
  {
    id: text().primaryKey(),
    startMs: integer("start_ms").notNull(),
    endMs: integer("end_ms").notNull(),
    note: text().notNull().default(""),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    index("closures_end").on(table.endMs, table.startMs),
    check("closures_span", sql`${table.startMs} < ${table.endMs}`),
  ],
);
