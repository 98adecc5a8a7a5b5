import { z } from "zod";
import { isTimeZone } from "#lib/core/time-zone.ts";

/** Shapes of what people send about appointments. Messages are keys that the pages translate. */

/** ISO 8601 instant with an offset or Z, to epoch milliseconds. */
export const instant = z.iso
  .datetime({ offset: true, error: "not_an_instant" })
  .transform((value) => Date.parse(value))
  .pipe(
    z.number({ error: "not_an_instant" }).min(0, "past").max(Date.parse("2200-01-01T00:00:00Z"), "too_far"),
  )
  .meta({ type: "string", format: "date-time" });

export const id = z.string({ error: "required" }).min(1, "required").max(64, "unknown");

// Control characters (line breaks included) have no place in one line; they would only serve to break out of it.
const oneLine = (maximum: number) =>
  z
    .string({ error: "required" })
    .max(maximum, "too_long")
    .transform((value) =>
      value
        .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
        .replace(/ {2,}/g, " ")
        .trim(),
    );

// Line breaks and tabs stay, other control characters and what is not Unicode text go.
const manyLines = (maximum: number) =>
  z
    .string({ error: "required" })
    .max(maximum, "too_long")
    .transform((value) =>
      value
        .replace(/\r\n?/g, "\n")
        .replace(/[^\P{Cc}\n\t]/gu, "")
        .toWellFormed()
        .trim(),
    );

export const clientName = oneLine(120).pipe(z.string().min(1, "required"));
export const clientEmail = z
  .string({ error: "required" })
  .trim()
  .min(1, "required")
  .max(254, "too_long")
  .pipe(z.email({ error: "email" }));
export const clientPhone = oneLine(40).pipe(z.string().regex(/^[+0-9 ()/.-]*$/, "phone"));
export const description = manyLines(4000);
export const note = manyLines(500);

export const timeZone = z.string().refine(isTimeZone, "time_zone");

export const appointmentRequest = z.object({
  artistId: id,
  serviceId: id,
  startTime: instant,
  clientName,
  clientEmail,
  clientPhone: clientPhone.optional().default(""),
  description: description.optional().default(""),
  timeZone: timeZone.optional(),
  // A plain form with one back-up time sends no list.
  alternatives: z.preprocess(
    (value) => (typeof value === "string" ? [value] : value),
    z.array(instant).max(3, "too_many").default([]),
  ),
});

export type AppointmentRequest = z.infer<typeof appointmentRequest>;

/** What a request is answered with. */
export const requestedAppointment = z.object({
  appointment: z.object({
    id: z.string(),
    status: z.literal("PENDING"),
    startTime: z.string(),
    endTime: z.string(),
    artistId: z.string(),
    serviceId: z.string(),
    unverified: z.boolean(),
  }),
  manageUrl: z.string(),
});

export type RequestedAppointment = z.infer<typeof requestedAppointment>;
