import { z } from "zod";
import {
  appointmentRequest,
  clientEmail,
  id,
  instant,
  note,
  requestedAppointment,
  timeZone,
} from "#lib/appointments/input.ts";
import { calendarChange, calendarRef, calendarTest, newCalendar } from "#lib/calendars/input.ts";
import { endpoint } from "./endpoint.ts";

/** Every operation of the HTTP API. The routes import theirs from here; `/api/openapi.json` is made of the same. */

const statuses = ["PENDING", "CONFIRMED", "DECLINED", "CANCELLED", "COMPLETED", "NO_SHOW"] as const;
const isoOut = z.iso.datetime();
const freshness = { asOf: isoOut.nullable(), verified: z.boolean() };

const appointment = z.object({
  id: z.string(),
  status: z.enum(statuses),
  startTime: isoOut,
  endTime: isoOut,
  artistId: z.string(),
  serviceId: z.string(),
  unverified: z.boolean(),
  conflict: z.boolean(),
  version: z.number(),
  clientName: z.string(),
  clientEmail: z.string(),
  clientPhone: z.string(),
  description: z.string(),
  alternatives: z.array(isoOut),
  timeZone: z.string(),
  expiresAt: isoOut,
  statusReason: z.string().nullable(),
});

const pageNumber = (fallback: number, maximum: number) =>
  z.coerce.number({ error: "not_a_number" }).int().min(0).max(maximum, "too_many").default(fallback);

const password = z.string({ error: "required" }).min(10, "password_short").max(1024, "too_long");

export const endpoints = {
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
  listAppointments: endpoint({
    method: "GET",
    path: "/api/appointments",
    summary: "Appointments one may see, soonest first",
    access: "session",
    limit: "read",
    query: z.object({
      status: z.enum(statuses).optional(),
      artistId: id.optional(),
      from: instant.optional(),
      to: instant.optional(),
      limit: pageNumber(50, 200),
      offset: pageNumber(0, 1_000_000),
    }),
    response: z.object({ appointments: z.array(appointment) }),
  }),
  showAppointment: endpoint({
    method: "GET",
    path: "/api/appointments/{id}",
    summary: "One appointment",
    access: "session",
    limit: "read",
    response: z.object({ appointment }),
  }),
  changeAppointment: endpoint({
    method: "PATCH",
    path: "/api/appointments/{id}",
    summary: "Confirm, decline, cancel or move an appointment",
    access: "session",
    limit: "write",
    body: z
      .object({
        status: z.enum(["CONFIRMED", "DECLINED", "CANCELLED"]).optional(),
        word: note.optional(),
        startTime: instant.optional(),
        endTime: instant.optional(),
        version: z.number().int().optional(),
      })
      .refine((body) => body.status !== undefined || body.startTime !== undefined, {
        error: "required",
        path: ["status"],
      })
      .refine((body) => body.status === undefined || body.startTime === undefined, {
        error: "one_at_a_time",
        path: ["status"],
      }),
    response: z.object({ appointment }),
  }),
  cancelAppointment: endpoint({
    method: "DELETE",
    path: "/api/appointments/{id}",
    summary: "Cancel an appointment",
    access: "session",
    limit: "write",
    response: z.object({ appointment }),
  }),
  sync: endpoint({
    method: "POST",
    path: "/api/caldav/sync",
    summary: "Sync now; a window, where given, is reconciled in full",
    access: "session",
    limit: "write",
    body: z
      .object({
        artistId: id.optional(),
        startDate: z.string().max(40).optional(),
        endDate: z.string().max(40).optional(),
      })
      .refine(
        (body) =>
          [body.startDate, body.endDate].every(
            (date) => date === undefined || !Number.isNaN(Date.parse(date)),
          ),
        {
          error: "not_a_date",
          path: ["startDate"],
        },
      )
      .refine(
        (body) => !body.startDate || !body.endDate || Date.parse(body.startDate) <= Date.parse(body.endDate),
        {
          error: "before_start",
          path: ["endDate"],
        },
      ),
  }),
  listCalendars: endpoint({
    method: "GET",
    path: "/api/admin/calendars",
    summary: "Configured calendars",
    access: "session",
    limit: "read",
  }),
  createCalendar: endpoint({
    method: "POST",
    path: "/api/admin/calendars",
    summary: "Link an artist to a calendar",
    access: "session",
    limit: "write",
    body: newCalendar,
    status: 201,
  }),
  updateCalendar: endpoint({
    method: "PUT",
    path: "/api/admin/calendars",
    summary: "Change a calendar's configuration",
    access: "session",
    limit: "write",
    body: calendarChange,
  }),
  deleteCalendar: endpoint({
    method: "DELETE",
    path: "/api/admin/calendars",
    summary: "End the link to a calendar",
    access: "session",
    limit: "write",
    query: calendarRef,
    status: 204,
  }),
  testCalendar: endpoint({
    method: "POST",
    path: "/api/admin/calendars/test",
    summary: "Ask Nextcloud for a calendar",
    access: "session",
    limit: "write",
    body: calendarTest,
  }),
  discoverCalendars: endpoint({
    method: "GET",
    path: "/api/admin/calendars/discover",
    summary: "Calendars the service account sees",
    access: "session",
    limit: "write",
  }),
  setup: endpoint({
    method: "POST",
    path: "/api/setup",
    summary: "Create the first admin with the one-time link",
    access: "public",
    limit: "sign-in",
    body: z.object({
      token: z.string({ error: "required" }).max(200),
      name: z.string({ error: "required" }).trim().min(1, "required").max(120, "too_long"),
      email: clientEmail,
      password,
    }),
    status: 201,
  }),
  health: endpoint({
    method: "GET",
    path: "/api/health",
    summary: "Liveness and readiness",
    access: "public",
    limit: "read",
  }),
  openapi: endpoint({
    method: "GET",
    path: "/api/openapi.json",
    summary: "This document",
    access: "public",
    limit: "read",
  }),
};
