import { integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { users } from "./users.ts";

/** A person's own sign-in at the studio's Nextcloud: an app password, encrypted (lib/core/secret-box.ts). */
export const connections = sqliteTable("connections", {
  userId: text("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  /** The user id at Nextcloud, as it stands in addresses. */
  nextcloudUser: text("nextcloud_user").notNull(),
  /** What signs in with the app password; may be a mail address. */
  loginName: text("login_name").notNull(),
  displayName: text("display_name").notNull(),
  /** Sealed for `connection:<user>`. */
  secret: text().notNull(),
  /** Answered 401: not used any more. */
  brokenAt: integer("broken_at"),
  createdAt: integer("created_at").notNull(),
});

/** A Login Flow v2 under way. The poll token never leaves the server. */
export const loginFlows = sqliteTable("login_flows", {
  id: text().primaryKey(),
  userId: text("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" }),
  /** Which session began it; another one cannot go on with it. */
  sessionHash: text("session_hash").notNull(),
  /** Sealed for `login-flow:<id>`: the poll token, and once granted the app password instead. */
  secret: text().notNull(),
  loginUrl: text("login_url").notNull(),
  expiresAt: integer("expires_at").notNull(),
  /** Granted, by an account that looks like another person's: the person is asked first. */
  found: text({ mode: "json" }).$type<{
    nextcloudUser: string;
    loginName: string;
    displayName: string;
  }>(),
});

/** Who somebody is at an identity provider. Linked by a verified identity, never by a name alone. */
export const userIdentities = sqliteTable(
  "user_identities",
  {
    provider: text().notNull(),
    subject: text().notNull(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    linkedAt: integer("linked_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.subject] })],
);
