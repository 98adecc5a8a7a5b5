import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { artists } from "./artists.ts";

/** People who sign in. A user without a password has been invited and has not answered yet. */
export const users = sqliteTable(
  "users",
  {
    id: text().primaryKey(),
    email: text().notNull(),
    name: text().notNull(),
    role: text({ enum: ["admin", "artist", "staff"] }).notNull(),
    artistId: text("artist_id").references(() => artists.id),
    passwordHash: text("password_hash"),
    active: integer({ mode: "boolean" }).notNull().default(true),
    /** Raised when somebody is deactivated: sessions from before stay ended, whatever comes later. */
    sessionEpoch: integer("session_epoch").notNull().default(0),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    uniqueIndex("users_email").on(sql`lower(${table.email})`),
    check("users_artist_has_artist", sql`${table.role} <> 'artist' OR ${table.artistId} IS NOT NULL`),
  ],
);

/** One-time links: the first admin, invitations, password resets. Only the token's hash is kept. */
export const signInLinks = sqliteTable("sign_in_links", {
  tokenHash: text("token_hash").primaryKey(),
  purpose: text({ enum: ["first_admin", "invite", "reset"] }).notNull(),
  userId: text("user_id").references(() => users.id, { onDelete: "cascade" }),
  expiresAt: integer("expires_at").notNull(),
  usedAt: integer("used_at"),
});

/** Bearer tokens for the API. They act as the user who made them. */
export const apiTokens = sqliteTable("api_tokens", {
  id: text().primaryKey(),
  userId: text("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" }),
  name: text().notNull(),
  tokenHash: text("token_hash").notNull().unique(),
  /** What it may be used for (lib/auth/scopes.ts); null for one made before there were scopes: everything. */
  scopes: text({ mode: "json" }).$type<string[]>(),
  createdAt: integer("created_at").notNull(),
  lastUsedAt: integer("last_used_at"),
  revokedAt: integer("revoked_at"),
});

/** What the widget acts with inside another site: for Talk only, for some hours. Only the token's hash is kept. */
export const embedTokens = sqliteTable(
  "embed_tokens",
  {
    tokenHash: text("token_hash").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** The site around the widget, `https://host`. */
    origin: text().notNull(),
    /** The user's session stamp when it was made: what ends their sessions ends this too. */
    stamp: text().notNull(),
    createdAt: integer("created_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [index("embed_tokens_user").on(table.userId, table.createdAt)],
);
