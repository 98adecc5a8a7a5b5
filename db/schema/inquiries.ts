import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { customers } from "./customers.ts";

export const inquiryStatuses = ["OPEN", "OFFERED", "BOOKED", "DECLINED", "WITHDRAWN", "EXPIRED"] as const;

/** An idea without a time yet: what somebody wants, which the artist answers with times to choose from. */
export const inquiries = sqliteTable(
  "inquiries",
  {
    id: text().primaryKey(),
    artistId: text("artist_id").notNull(),
    serviceId: text("service_id").notNull(),
    customerId: text("customer_id").references(() => customers.id, { onDelete: "set null" }),
    status: text({ enum: inquiryStatuses }).notNull(),
    /** The idea in words, where on the body, how large, what it may cost, when it would suit. */
    description: text().notNull(),
    placement: text().notNull().default(""),
    size: text().notNull().default(""),
    budget: text().notNull().default(""),
    wishes: text().notNull().default(""),
    timeZone: text("time_zone").notNull(),
    locale: text().notNull().default("en"),
    clientName: text("client_name").notNull(),
    clientEmail: text("client_email").notNull(),
    clientPhone: text("client_phone").notNull().default(""),
    /** What it became. */
    appointmentId: text("appointment_id"),
    tokenHash: text("token_hash").notNull().unique(),
    linkGeneration: integer("link_generation").notNull().default(0),
    expiresAt: integer("expires_at").notNull(),
    version: integer().notNull().default(1),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [
    index("inquiries_artist").on(table.artistId, table.status, table.createdAt),
    index("inquiries_customer").on(table.customerId),
  ],
);

export const offerStates = ["open", "chosen", "withdrawn", "expired", "refused"] as const;

/**
 * Times held for one person until one is chosen: the answer to an inquiry, the alternatives to a request, or what
 * became free for somebody on the waitlist. The times themselves are appointments with status HELD.
 */
export const offers = sqliteTable(
  "offers",
  {
    id: text().primaryKey(),
    kind: text({ enum: ["inquiry", "appointment", "waitlist"] }).notNull(),
    /** The inquiry, the appointment or the waitlist entry it answers. */
    aboutId: text("about_id").notNull(),
    artistId: text("artist_id").notNull(),
    serviceId: text("service_id").notNull(),
    word: text().notNull().default(""),
    state: text({ enum: offerStates }).notNull(),
    expiresAt: integer("expires_at").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [
    index("offers_about").on(table.aboutId),
    index("offers_state").on(table.state, table.expiresAt),
  ],
);

export const waitlistStates = ["WAITING", "OFFERED", "BOOKED", "LEFT", "EXPIRED"] as const;

/** Somebody who wants to hear when a time becomes free. Days are `YYYY-MM-DD` in the artist's zone, both included. */
export const waitlistEntries = sqliteTable(
  "waitlist_entries",
  {
    id: text().primaryKey(),
    artistId: text("artist_id").notNull(),
    serviceId: text("service_id").notNull(),
    durationMinutes: integer("duration_minutes").notNull(),
    customerId: text("customer_id").references(() => customers.id, { onDelete: "set null" }),
    state: text({ enum: waitlistStates }).notNull(),
    fromDay: text("from_day").notNull(),
    toDay: text("to_day").notNull(),
    /** ISO weekdays that suit; empty = all. */
    weekdays: text({ mode: "json" }).$type<number[]>().notNull().default([]),
    timeZone: text("time_zone").notNull(),
    locale: text().notNull().default("en"),
    clientName: text("client_name").notNull(),
    clientEmail: text("client_email").notNull(),
    clientPhone: text("client_phone").notNull().default(""),
    description: text().notNull().default(""),
    /** Starts that were offered and not taken: not offered again. */
    passedStarts: text("passed_starts", { mode: "json" }).$type<number[]>().notNull().default([]),
    appointmentId: text("appointment_id"),
    tokenHash: text("token_hash").notNull().unique(),
    linkGeneration: integer("link_generation").notNull().default(0),
    version: integer().notNull().default(1),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [
    index("waitlist_artist").on(table.artistId, table.state, table.createdAt),
    index("waitlist_customer").on(table.customerId),
  ],
);

/** What a customer wrote by their link after the request, and the studio's answers. */
export const customerMessages = sqliteTable(
  "customer_messages",
  {
    id: text().primaryKey(),
    /** The appointment or inquiry it belongs to. */
    aboutId: text("about_id").notNull(),
    author: text({ enum: ["customer", "studio"] }).notNull(),
    authorName: text("author_name").notNull(),
    text: text().notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [index("customer_messages_about").on(table.aboutId, table.createdAt)],
);

/**
 * A picture a customer sent with a request. Until the request is made it belongs to whoever knows its token; then it
 * goes to the customer's folder and this row remembers where.
 */
export const referencePictures = sqliteTable(
  "reference_pictures",
  {
    id: text().primaryKey(),
    tokenHash: text("token_hash").notNull().unique(),
    /** The appointment or inquiry; null while the form is still open. */
    aboutId: text("about_id"),
    customerId: text("customer_id"),
    /** As the customer named it, made safe. */
    filename: text().notNull(),
    mimeType: text("mime_type").notNull(),
    size: integer().notNull(),
    width: integer().notNull(),
    height: integer().notNull(),
    /** The sealed file in the spool, while it waits; null once it is in the folder. */
    spoolId: text("spool_id"),
    /** The record of the file in the customer's folder. */
    mediaId: text("media_id"),
    createdAt: integer("created_at").notNull(),
    /** Without a request by then it is thrown away. */
    expiresAt: integer("expires_at").notNull(),
  },
  (table) => [
    index("reference_pictures_about").on(table.aboutId),
    index("reference_pictures_customer").on(table.customerId),
    index("reference_pictures_expiry").on(table.expiresAt),
  ],
);
