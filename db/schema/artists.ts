import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { consentForms } from "./consents.ts";
import { pictures } from "./pictures.ts";

/** Someone whose time can be booked. Clock times are read in `timeZone` (IANA). */
export const artists = sqliteTable("artists", {
  id: text().primaryKey(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  bio: text().notNull().default(""),
  timeZone: text("time_zone").notNull(),
  /** At most this many active appointments a day in the artist's zone; null = no limit. */
  dailyMaximum: integer("daily_maximum"),
  /** The same for an ISO week, Monday to Sunday. */
  weeklyMaximum: integer("weekly_maximum"),
  /** Until so many minutes before the start customers may move or cancel by their own link. */
  changeNoticeMinutes: integer("change_notice_minutes").notNull().default(0),
  /** Whether customers may move an appointment by their own link. */
  customersMayMove: integer("customers_may_move", { mode: "boolean" }).notNull().default(true),
  /** The iCalendar feed of the artist's own appointments: only the token's hash is kept; null = no feed. */
  feedTokenHash: text("feed_token_hash").unique(),
  /** What happens to a request while the calendar cannot be reached. */
  whenUnreachable: text("when_unreachable", { enum: ["accept", "refuse"] })
    .notNull()
    .default("accept"),
  position: integer().notNull().default(0),
  active: integer({ mode: "boolean" }).notNull().default(true),
  pictureId: text("picture_id").references(() => pictures.id),
  /** Whether the working hours are those of `artist_hours` or the artist's Availability settings in Nextcloud. */
  hoursSource: text("hours_source", { enum: ["parlour", "nextcloud"] })
    .notNull()
    .default("parlour"),
  /** The Nextcloud user whose Availability is read; null until the source was chosen. */
  nextcloudUser: text("nextcloud_user"),
  /** The VAVAILABILITY last read (RFC 7953), since when it is known, and why the last reading failed. */
  availabilityText: text("availability_text"),
  availabilityReadAt: integer("availability_read_at"),
  availabilityErrorKey: text("availability_error_key"),
  createdAt: integer("created_at").notNull(),
});

/** Working hours: several rows a weekday are several stretches with breaks between them. */
export const artistHours = sqliteTable(
  "artist_hours",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    artistId: text("artist_id")
      .notNull()
      .references(() => artists.id, { onDelete: "cascade" }),
    /** ISO weekday, 1 = Monday … 7 = Sunday. */
    weekday: integer().notNull(),
    /** Minutes of the wall clock since midnight; the end may be 1440 and lies after the start. */
    startMinute: integer("start_minute").notNull(),
    endMinute: integer("end_minute").notNull(),
  },
  (table) => [
    index("artist_hours_artist").on(table.artistId),
    check("artist_hours_weekday", sql`${table.weekday} BETWEEN 1 AND 7`),
    check(
      "artist_hours_span",
      sql`${table.startMinute} >= 0 AND ${table.startMinute} < ${table.endMinute} AND ${table.endMinute} <= 1440`,
    ),
  ],
);

/** Working times expanded from an artist's Availability settings in Nextcloud. Half-open, epoch milliseconds. */
export const availableIntervals = sqliteTable(
  "available_intervals",
  {
    id: integer().primaryKey({ autoIncrement: true }),
    artistId: text("artist_id")
      .notNull()
      .references(() => artists.id, { onDelete: "cascade" }),
    startMs: integer("start_ms").notNull(),
    endMs: integer("end_ms").notNull(),
  },
  (table) => [index("available_intervals_artist").on(table.artistId, table.endMs, table.startMs)],
);

/** Raised with everything that may change an artist's free times; open booking pages wait for it. */
export const availabilityVersions = sqliteTable("availability_versions", {
  artistId: text("artist_id")
    .primaryKey()
    .references(() => artists.id, { onDelete: "cascade" }),
  version: integer().notNull(),
});

/** What can be booked. Durations, buffers and notice in minutes, the horizon in days. */
export const services = sqliteTable(
  "services",
  {
    id: text().primaryKey(),
    name: text().notNull(),
    description: text().notNull().default(""),
    durationMinutes: integer("duration_minutes").notNull(),
    bufferBeforeMinutes: integer("buffer_before_minutes").notNull().default(0),
    bufferAfterMinutes: integer("buffer_after_minutes").notNull().default(0),
    minimumNoticeMinutes: integer("minimum_notice_minutes").notNull().default(0),
    horizonDays: integer("horizon_days").notNull().default(90),
    /** Distance of slot starts in minutes. */
    slotStepMinutes: integer("slot_step_minutes").notNull().default(30),
    priceNote: text("price_note").notNull().default(""),
    /** `slot`: customers pick a time; `idea`: they say what they want and the artist answers with times. */
    bookingMode: text("booking_mode", { enum: ["slot", "idea"] })
      .notNull()
      .default("slot"),
    /** Further lengths a customer may choose, minutes, beside `durationMinutes`. */
    durationChoices: text("duration_choices", { mode: "json" }).$type<number[]>().notNull().default([]),
    /** How many sittings belong together, and the least number of days between two of them. */
    sessions: integer().notNull().default(1),
    sessionGapDays: integer("session_gap_days").notNull().default(14),
    /** At most so many active appointments of this service with one artist; null = no limit. */
    dailyMaximum: integer("daily_maximum"),
    weeklyMaximum: integer("weekly_maximum"),
    /** In the studio's currency, smallest unit (cents); null = none. */
    depositAmount: integer("deposit_amount"),
    /** What the customer has to sign before the appointment. */
    consentFormId: text("consent_form_id").references(() => consentForms.id, { onDelete: "set null" }),
    /** Whether the form asks for reference pictures. */
    asksPictures: integer("asks_pictures", { mode: "boolean" }).notNull().default(true),
    active: integer({ mode: "boolean" }).notNull().default(true),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    check("services_duration", sql`${table.durationMinutes} BETWEEN 5 AND 1440`),
    check("services_horizon", sql`${table.horizonDays} BETWEEN 1 AND 365`),
    check("services_step", sql`${table.slotStepMinutes} BETWEEN 5 AND 1440`),
  ],
);

/** Which artist offers which service, in the order shown. */
export const artistServices = sqliteTable(
  "artist_services",
  {
    artistId: text("artist_id")
      .notNull()
      .references(() => artists.id, { onDelete: "cascade" }),
    serviceId: text("service_id")
      .notNull()
      .references(() => services.id, { onDelete: "cascade" }),
    position: integer().notNull().default(0),
  },
  (table) => [primaryKey({ columns: [table.artistId, table.serviceId] })],
);
