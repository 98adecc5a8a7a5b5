import { z } from "zod";
import { email, id, instant, manyLines, name, oneLine, timeZone } from "#lib/core/shapes.ts";

/** Shapes of what people send about appointments. Messages are keys that the pages translate. */

const clientName = name(120);
const clientPhone = oneLine(40).pipe(z.string().regex(/^[+0-9 ()/.-]*$/, "phone"));
const description = manyLines(4000);
export const note = manyLines(500);

export const appointmentRequest = z.object({
  artistId: id,
  serviceId: id,
  startTime: instant,
  clientName,
  clientEmail: email,
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
