import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** What a customer signs. Changing the words changes what is signed from then on, never what was signed. */
export const consentForms = sqliteTable(
  "consent_forms",
  {
    id: text().primaryKey(),
    title: text().notNull(),
    /** Plain text; empty lines part paragraphs. */
    body: text().notNull(),
    /** The customer must be so old on the day of the appointment and says their date of birth; null = not asked. */
    minimumAge: integer("minimum_age"),
    active: integer({ mode: "boolean" }).notNull().default(true),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
  },
  (table) => [
    check("consent_forms_age", sql`${table.minimumAge} IS NULL OR ${table.minimumAge} BETWEEN 1 AND 99`),
  ],
);

/** A form as it was signed. The PDF in the customer's folder is made of this row. */
export const consents = sqliteTable(
  "consents",
  {
    id: text().primaryKey(),
    appointmentId: text("appointment_id"),
    customerId: text("customer_id"),
    formId: text("form_id"),
    title: text().notNull(),
    body: text().notNull(),
    minimumAge: integer("minimum_age"),
    signedName: text("signed_name").notNull(),
    /** `YYYY-MM-DD`; null where no age was asked. */
    birthDate: text("birth_date"),
    /** Drawn by hand: strokes as an SVG path within 600 × 200; "" where the name was typed only. */
    signaturePath: text("signature_path").notNull().default(""),
    locale: text().notNull(),
    timeZone: text("time_zone").notNull(),
    signedAt: integer("signed_at").notNull(),
    /** The PDF's record once it is filed. */
    mediaId: text("media_id"),
  },
  (table) => [
    index("consents_appointment").on(table.appointmentId),
    index("consents_customer").on(table.customerId),
  ],
);
