import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { artists, services } from "./artists.ts";
import { artistCalendars } from "./calendars.ts";
import { customers } from "./customers.ts";

export const appointmentStatuses = [
  "PENDING",
  "CONFIRMED",
  "DECLINED",
  "CANCELLED",
  "COMPLETED",
  "NO_SHOW",
] as const;

/** A booking. Instants are epoch milliseconds; `blockStartMs`/`blockEndMs` include the service's buffers. */
export const appointments = sqliteTable(
  "appointments",
  {
    id: text().primaryKey(),
    artistId: text("artist_id")
      .notNull()
      .references(() => artists.id),
    serviceId: text("service_id")
      .notNull()
      .references(() => services.id),
    /** Who it is, matched by address or number; null once that person is forgotten. */
    customerId: text("customer_id").references(() => customers.id, { onDelete: "set null" }),
    status: text({ enum: appointmentStatuses }).notNull(),
    /** A short word why it was declined or cancelled: `by_customer`, `expired`, `deleted_in_calendar`, … */
    statusReason: text("status_reason"),
    startMs: integer("start_ms").notNull(),
    endMs: integer("end_ms").notNull(),
    blockStartMs: integer("block_start_ms").notNull(),
    blockEndMs: integer("block_end_ms").notNull(),
    /** The customer's IANA zone, for everything written to them. */
    timeZone: text("time_zone").notNull(),
    locale: text().notNull().default("en"),
    clientName: text("client_name").notNull(),
    clientEmail: text("client_email").notNull(),
    clientPhone: text("client_phone").notNull().default(""),
    description: text().notNull().default(""),
    /** Back-up times the customer would take, epoch milliseconds. */
    alternatives: text({ mode: "json" }).$type<number[]>().notNull().default([]),
    /** Accepted without having been able to ask the calendar. */
    unverified: integer({ mode: "boolean" }).notNull().default(false),
    /** Moved in Nextcloud onto another appointment: kept, marked, exempt from the overlap rule. */
    conflict: integer({ mode: "boolean" }).notNull().default(false),
    /** A pending request that nobody answered by then is declined as expired. */
    expiresAt: integer("expires_at").notNull(),
    manageTokenHash: text("manage_token_hash").notNull().unique(),
    /** The event: its calendar, address, UID and the ETag we last saw or wrote. */
    calendarId: text("calendar_id").references(() => artistCalendars.id, { onDelete: "set null" }),
    caldavUid: text("caldav_uid").notNull(),
    caldavHref: text("caldav_href"),
    caldavEtag: text("caldav_etag"),
    /** iCalendar SEQUENCE, raised with every change of time. */
    sequence: integer().notNull().default(0),
    /** Raised with every change; verbs compare and swap on it. */
    version: integer().notNull().default(1),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [
    index("appointments_artist_block").on(table.artistId, table.blockEndMs, table.blockStartMs),
    index("appointments_status").on(table.status, table.startMs),
    index("appointments_customer").on(table.customerId, table.startMs),
    uniqueIndex("appointments_uid").on(table.caldavUid),
    check("appointments_span", sql`${table.startMs} < ${table.endMs}`),
    check(
      "appointments_block",
      sql`${table.blockStartMs} <= ${table.startMs} AND ${table.endMs} <= ${table.blockEndMs}`,
    ),
  ],
);
