import { z } from "zod";
import { id, instant } from "#lib/core/shapes.ts";
import { newAppointment } from "#lib/schedule/input.ts";
import { endpoint } from "../endpoint.ts";
import { isoOut } from "./iso-out.ts";

/** The artist's day: what stands in it, why a time is blocked or was offered, and what the studio enters itself. */

const spanOut = { startTime: isoOut, endTime: isoOut };
const freshness = { asOf: isoOut.nullable(), verified: z.boolean() };
const blocking = z.looseObject({
  kind: z.enum(["event", "appointment", "private", "time_off", "closure"]),
  /** On the time itself, or only in the buffer before or after it. */
  where: z.enum(["on", "before", "after"]),
  ...spanOut,
  /** Of an event: when it was first known; null for what was there before its calendar was first read. */
  knownSince: isoOut.nullable().optional(),
  changedAt: isoOut.nullable().optional(),
});
const calendars = z.array(
  z.object({ name: z.string(), readAt: isoOut.nullable(), failingSince: isoOut.nullable() }),
);

export const scheduleEndpoints = {
  showSchedule: endpoint({
    method: "GET",
    path: "/api/schedule",
    summary:
      "What stands in an artist's time, at most 35 days: appointments, events, time off, closures and working hours",
    access: "session",
    scope: "appointments:read",
    limit: "read",
    query: z.object({ artistId: id.optional(), from: instant, to: instant }),
    response: z.object({
      from: isoOut,
      to: isoOut,
      artists: z.array(
        z.looseObject({
          artist: z.object({ id: z.string(), slug: z.string(), name: z.string(), timeZone: z.string() }),
          hasCalendar: z.boolean(),
          ...freshness,
          open: z.array(z.object(spanOut)),
          items: z.array(
            z.looseObject({
              kind: z.enum(["appointment", "event", "private", "time_off", "closure"]),
              id: z.string(),
              ...spanOut,
            }),
          ),
        }),
      ),
    }),
  }),
  explainTime: endpoint({
    method: "GET",
    path: "/api/schedule/explain",
    summary: "Why a time is blocked, with every reason and since when it is known, or why it can be offered",
    access: "session",
    scope: "appointments:read",
    limit: "read",
    query: z.object({
      artistId: id,
      startTime: instant,
      endTime: instant,
      serviceId: id.optional(),
      exceptAppointmentId: id.optional(),
    }),
    response: z.looseObject({
      ...spanOut,
      ...freshness,
      available: z.boolean(),
      reason: z.string().nullable(),
      blocking: z.array(blocking),
      rules: z.array(z.looseObject({ rule: z.string() })),
      offer: z
        .object({ stretch: z.object(spanOut), stepMinutes: z.number(), isSlot: z.boolean() })
        .nullable(),
      calendars,
    }),
  }),
  explainAppointment: endpoint({
    method: "GET",
    path: "/api/appointments/{id}/explain",
    summary: "What was known when an appointment got its time, and what overlaps it now",
    access: "session",
    scope: "appointments:read",
    limit: "read",
    response: z.looseObject({
      ...spanOut,
      ...freshness,
      settled: z.object({ at: isoOut, action: z.string(), by: z.string(), byCalendar: z.boolean() }),
      verifiedThen: z.boolean().nullable(),
      stretch: z.object(spanOut).nullable(),
      overlapping: z.array(blocking),
      calendars,
    }),
  }),
  createAppointment: endpoint({
    method: "POST",
    path: "/api/admin/appointments",
    summary: "Enter an appointment for the studio: confirmed at once, never on what blocks",
    access: "session",
    scope: "appointments:write",
    limit: "write",
    body: newAppointment,
    response: z.object({ appointment: z.looseObject({ id: z.string() }) }),
    status: 201,
  }),
  takeBackCreated: endpoint({
    method: "DELETE",
    path: "/api/admin/appointments/{id}",
    summary: "Take back an appointment just entered, while nothing else happened to it",
    access: "session",
    scope: "appointments:write",
    limit: "write",
    response: z.object({ appointment: z.looseObject({ id: z.string() }) }),
  }),
};
