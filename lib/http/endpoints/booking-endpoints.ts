import { z } from "zod";
import { appointmentRequest, requestedAppointment } from "#lib/appointments/input.ts";
import { managedRequest } from "#lib/appointments/managed-input.ts";
import { id, instant, timeZone, wholeNumber } from "#lib/core/shapes.ts";
import { endpoint } from "../endpoint.ts";
import { bookableServiceOut } from "./bookable-service-out.ts";
import { isoOut } from "./iso-out.ts";

/** What customers use. */

const durationInQuery = z.coerce.number({ error: "not_a_number" }).pipe(wholeNumber(5, 1440));
const freshness = { asOf: isoOut.nullable(), verified: z.boolean() };

export const bookingEndpoints = {
  listArtists: endpoint({
    method: "GET",
    path: "/api/artists",
    summary: "Artists and what can be booked",
    access: "public",
    limit: "read",
    response: z.object({
      artists: z.array(
        z.object({
          id: z.string(),
          slug: z.string(),
          name: z.string(),
          timeZone: z.string(),
          services: z.array(bookableServiceOut),
        }),
      ),
    }),
  }),
  availability: endpoint({
    method: "GET",
    path: "/api/caldav/availability",
    summary: "Whether an artist can take a time, and why not",
    access: "public",
    limit: "read",
    query: z.object({
      /** An artist's id, or `any`: anybody who offers the service. */
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
        .enum([
          "busy",
          "outside_hours",
          "too_soon",
          "too_far",
          "day_full",
          "week_full",
          "calendar_unreachable",
        ])
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
      /** An artist's id, or `any`: anybody who offers the service. */
      artistId: id,
      serviceId: id,
      from: instant,
      to: instant,
      timeZone: timeZone.optional(),
      /** One of the service's lengths; the usual one where none is said. */
      durationMinutes: durationInQuery.optional(),
      /** The appointment that is to be moved: it does not stand in its own way. Its id is as hard to guess as a key. */
      exceptAppointmentId: id.optional(),
    }),
    response: z.object({
      timeZone: z.string(),
      ...freshness,
      slots: z.array(
        z.object({
          startTime: isoOut,
          endTime: isoOut,
          /** Who could take it, for `any`. */
          artistIds: z.array(z.string()).optional(),
        }),
      ),
    }),
  }),
  requestAppointment: endpoint({
    method: "POST",
    path: "/api/appointments",
    summary: "Ask for an appointment; honours Idempotency-Key",
    access: "public",
    limit: "booking",
    body: appointmentRequest.extend({
      /** Of plain forms, in place of the header Idempotency-Key. */
      idempotencyKey: z.string().max(200).optional(),
      /** Of plain forms: the page a refusal leads back to. */
      page: z.string().max(300).optional(),
    }),
    pictures: true,
    response: requestedAppointment,
    status: 201,
  }),
  manageAppointment: endpoint({
    method: "POST",
    path: "/api/appointments/manage",
    summary:
      "What a customer does with the own link: cancel, take another time, choose the next sitting, write",
    access: "public",
    limit: "booking",
    body: managedRequest,
    pictures: true,
    response: z.object({
      status: z.string(),
      startTime: isoOut.optional(),
      version: z.number().optional(),
      /** Of a sitting that was asked for. */
      manageUrl: z.string().optional(),
    }),
  }),
  calendarFile: endpoint({
    method: "GET",
    path: "/appointment/{token}/calendar.ics",
    summary: "A customer's appointment as an iCalendar file",
    access: "public",
    limit: "read",
    response: z.string(),
    responseType: "text/calendar",
  }),
};
