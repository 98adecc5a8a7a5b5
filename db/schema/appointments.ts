import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { artists, services } from "./artists.ts";
import { artistCalendars } from "./calendars.ts";
import { customers } from "./customers.ts";
import { inquiries, offers } from "./inquiries.ts";

export const appointmentStatuses = [
  "PENDING",
  "CONFIRMED",
  "DECLINED",
  "CANCELLED",
  "COMPLETED",
  "NO_SHOW",
  // A time held for somebody who may choose it (an offer); blocks until it is chosen, withdrawn or expired.
  "HELD",
] as const;

/** What is to be paid beforehand. The money itself moves elsewhere; here stands what a person knows of it. */
export const depositStates = ["none", "due", "paid", "waived", "refunded"] as const;

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
    /** The offer this time was held for, and what it was offered for. */
    offerId: text("offer_id").references(() => offers.id, { onDelete: "set null" }),
    inquiryId: text("inquiry_id").references(() => inquiries.id, { onDelete: "set null" }),
    /** The appointment whose entry in the customer's calendar this one goes on with; null where it is its own. */
    rootId: text("root_id"),
    /** Sittings that belong together share the id of the first; positions count from 1. */
    seriesId: text("series_id"),
    seriesPosition: integer("series_position").notNull().default(1),
    seriesTotal: integer("series_total").notNull().default(1),
    /** In the currency's smallest unit (cents); null where none is asked for. */
    depositAmount: integer("deposit_amount"),
    depositCurrency: text("deposit_currency").notNull().default(""),
    depositState: text("deposit_state", { enum: depositStates }).notNull().default("none"),
    /** Where it can be paid; "" where nobody said. */
    depositUrl: text("deposit_url").notNull().default(""),
    depositChangedAt: integer("deposit_changed_at"),
    /** When the reminder was put into the outbox; a move makes it null again. */
    remindedAt: integer("reminded_at"),
    /** Raised to revoke the customer's link: the token is derived from it. */
    linkGeneration: integer("link_generation").notNull().default(0),
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
    index("appointments_series").on(table.seriesId),
    index("appointments_offer").on(table.offerId),
    index("appointments_customer").on(table.customerId, table.startMs),
    uniqueIndex("appointments_uid").on(table.caldavUid),
    check("appointments_span", sql`${table.startMs} < ${table.endMs}`),
    check(
      "appointments_block",
      sql`${table.blockStartMs} <= ${table.startMs} AND ${table.endMs} <= ${table.blockEndMs}`,
    ),
  ],
);
