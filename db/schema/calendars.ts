import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { artists } from "./artists.ts";
import { users } from "./users.ts";

/** The link between an artist and a Nextcloud calendar, with the state of its mirror. */
export const artistCalendars = sqliteTable(
  "artist_calendars",
  {
    id: text().primaryKey(),
    artistId: text("artist_id")
      .notNull()
      .references(() => artists.id, { onDelete: "cascade" }),
    /** Absolute address of the collection as the service account sees it, with a trailing slash. */
    calendarUrl: text("calendar_url").notNull(),
    /** Canonical path of the collection, with a trailing slash. */
    href: text().notNull(),
    /** The collection's last path segment, Nextcloud's calendar URI. */
    calendarId: text("calendar_id").notNull(),
    displayName: text("display_name").notNull().default(""),
    /** Appointments are written to the artist's `write` calendar; `block` calendars only block. */
    purpose: text({ enum: ["write", "block"] })
      .notNull()
      .default("write"),
    blockBy: text("block_by", { enum: ["busy", "everything"] })
      .notNull()
      .default("busy"),
    writable: integer({ mode: "boolean" }).notNull().default(true),
    shared: integer({ mode: "boolean" }).notNull().default(false),
    /** The owner's user id in Nextcloud, where the server says. */
    owner: text(),
    /** Served by this person's own connection instead of the service account, while that works. */
    connectionUserId: text("connection_user_id").references(() => users.id, { onDelete: "set null" }),
    /** False for servers that only tell a ctag and ETags; then `sync_token` holds the ctag. */
    supportsSync: integer("supports_sync", { mode: "boolean" }).notNull().default(true),
    syncToken: text("sync_token"),
    /** Start of the last run that succeeded, epoch milliseconds: the mirror shows the calendar as of then. */
    syncedAt: integer("synced_at"),
    /** Start of the last run that compared everything, epoch milliseconds. */
    reconciledAt: integer("reconciled_at"),
    /** Busy intervals are expanded up to here, epoch milliseconds. */
    expandedUntil: integer("expanded_until"),
    failingSince: integer("failing_since"),
    lastErrorKey: text("last_error_key"),
    lastErrorDetail: text("last_error_detail"),
    /** When the admins were told of this failure, so that they are told once. */
    failureToldAt: integer("failure_told_at"),
    /** When the owner's free/busy was last read to fill in private events, and why that last failed. */
    freeBusyReadAt: integer("free_busy_read_at"),
    freeBusyErrorKey: text("free_busy_error_key"),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    uniqueIndex("artist_calendars_once").on(table.artistId, table.href),
    uniqueIndex("artist_calendars_one_written").on(table.artistId).where(sql`${table.purpose} = 'write'`),
  ],
);

/** Our copy of a calendar's objects. */
export const calendarObjects = sqliteTable(
  "calendar_objects",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    calendarId: text("calendar_id")
      .notNull()
      .references(() => artistCalendars.id, { onDelete: "cascade" }),
    href: text().notNull(),
    etag: text().notNull(),
    uid: text().notNull(),
    ics: text().notNull(),
    recurring: integer({ mode: "boolean" }).notNull(),
    /** When we first knew of it, and when we learned how it stands now; null for what was there before we asked. */
    knownSince: integer("known_since"),
    changedAt: integer("changed_at"),
    /** Why the event could not be read; its known span blocks. */
    unreadable: text(),
    /** Gone from the server together with so many others that an admin is asked first; still blocks meanwhile. */
    vanishedAt: integer("vanished_at"),
  },
  (table) => [
    uniqueIndex("calendar_objects_href").on(table.calendarId, table.href),
    index("calendar_objects_uid").on(table.uid),
  ],
);

/** What blocks an artist's time, expanded from the objects. Half-open, epoch milliseconds. */
export const busyIntervals = sqliteTable(
  "busy_intervals",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    objectId: integer("object_id")
      .notNull()
      .references(() => calendarObjects.id, { onDelete: "cascade" }),
    artistId: text("artist_id")
      .notNull()
      .references(() => artists.id, { onDelete: "cascade" }),
    uid: text().notNull(),
    startMs: integer("start_ms").notNull(),
    endMs: integer("end_ms").notNull(),
  },
  (table) => [
    index("busy_intervals_artist").on(table.artistId, table.endMs, table.startMs),
    // Holidays and other long stretches are few and looked for apart, so that the scan above stays short.
    index("busy_intervals_long")
      .on(table.artistId, table.endMs, table.startMs)
      .where(sql`${table.endMs} - ${table.startMs} > 86400000`),
    index("busy_intervals_object").on(table.objectId),
  ],
);

/** What blocks although no event says why: private events of a shared calendar, known from the owner's free/busy. */
export const privateIntervals = sqliteTable(
  "private_intervals",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    calendarId: text("calendar_id")
      .notNull()
      .references(() => artistCalendars.id, { onDelete: "cascade" }),
    artistId: text("artist_id")
      .notNull()
      .references(() => artists.id, { onDelete: "cascade" }),
    startMs: integer("start_ms").notNull(),
    endMs: integer("end_ms").notNull(),
  },
  (table) => [
    index("private_intervals_artist").on(table.artistId, table.endMs, table.startMs),
    index("private_intervals_calendar").on(table.calendarId),
  ],
);

/** What each sync run did. */
export const calendarSyncLogs = sqliteTable(
  "calendar_sync_logs",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    calendarId: text("calendar_id").references(() => artistCalendars.id, { onDelete: "cascade" }),
    artistId: text("artist_id").references(() => artists.id, { onDelete: "cascade" }),
    direction: text({ enum: ["pull", "push"] }).notNull(),
    /** What started the run. */
    cause: text({
      enum: ["schedule", "manual", "booking", "outbox", "first", "webhook", "reconcile"],
    }).notNull(),
    startedAt: integer("started_at").notNull(),
    durationMs: integer("duration_ms").notNull(),
    ok: integer({ mode: "boolean" }).notNull(),
    created: integer().notNull().default(0),
    updated: integer().notNull().default(0),
    deleted: integer().notNull().default(0),
    unreadable: integer().notNull().default(0),
    /** Deletions held back until an admin decides. */
    held: integer().notNull().default(0),
    errorKey: text("error_key"),
    errorDetail: text("error_detail"),
  },
  (table) => [
    index("calendar_sync_logs_recent").on(table.calendarId, table.startedAt),
    index("calendar_sync_logs_started").on(table.startedAt),
  ],
);
