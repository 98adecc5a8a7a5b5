import { z } from "zod";
import { appointmentRequest, requestedAppointment } from "#lib/appointments/input.ts";
import { id, instant, timeZone } from "#lib/core/shapes.ts";
import { endpoint } from "../endpoint.ts";
import { isoOut } from "./iso-out.ts";

/** What customers use. */

const freshness = { asOf: isoOut.nullable(), verified: z.boolean() };

export const bookingEndpoints = {
  listArtists: endpoint({
    method: "GET",
    path: "/api/artists",
    summary: "Artists and what can be booked",
    access: "public",
    limit: "read",
  }),
  availability: endpoint({
    method: "GET",
    path: "/api/caldav/availability",
    summary: "Whether an artist can take a time, and why not",
    access: "public",
    limit: "read",
    query: z.object({
      artistId: id,
      serviceId: id.optional(),
      startTime: instant,
      endTime: instant,
      /** The appointment that is to be moved: it does not stand in its own way. Its id is as hard to guess as a key. */
      exceptAppointmentId: id.optional(),
    }),
    response: z.object({
      artistId: z.string(),
      startTime: isoOut,
      endTime: isoOut,
      available: z.boolean(),
      reason: z
        .enum(["busy", "outside_hours", "too_soon", "too_far", "day_full", "calendar_unreachable"])
        .nullable(),
      ...freshness,
    }),
  }),
  slots: endpoint({
    method: "GET",
    path: "/api/availability/slots",
    summary: "Slots that can be offered between two instants, at most 62 days apart",
    access: "public",
    limit: "read",
    query: z.object({
      artistId: id,
      serviceId: id,
      from: instant,
      to: instant,
      timeZone: timeZone.optional(),
    }),
    response: z.object({
      timeZone: z.string(),
      ...freshness,
      slots: z.array(z.object({ startTime: isoOut, endTime: isoOut })),
    }),
  }),
  requestAppointment: endpoint({
    method: "POST",
    path: "/api/appointments",
    summary: "Ask for an appointment; honours Idempotency-Key",
    access: "public",
    limit: "booking",
    body: appointmentRequest,
    response: requestedAppointment,
    status: 201,
  }),
  manageAppointment: endpoint({
    method: "POST",
    path: "/api/appointments/manage",
    summary: "What a customer does with the own link",
    access: "public",
    limit: "booking",
    body: z.object({
      token: z.string({ error: "required" }).max(200, "unknown"),
      action: z.enum(["cancel"]),
    }),
  }),
  calendarFile: endpoint({
    method: "GET",
    path: "/appointment/{token}/calendar.ics",
    summary: "A customer's appointment as an iCalendar file",
    access: "public",
    limit: "read",
  }),
};
