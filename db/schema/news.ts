import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { users } from "./users.ts";

/** How one of our users wants to hear of the studio's events. Without a row: the defaults of lib/news. */
export const newsChoices = sqliteTable("news_choices", {
  userId: text("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  /** Channels by event: `{"requested":["mail","matrix"], …}`. */
  channels: text({ mode: "json" }).$type<Record<string, string[]>>().notNull(),
  /** Minutes after midnight in `timeZone`; both null without quiet hours. They may pass midnight. */
  quietFrom: integer("quiet_from"),
  quietTo: integer("quiet_to"),
  timeZone: text("time_zone").notNull(),
  updatedAt: integer("updated_at").notNull(),
});
