import { z } from "zod";
import { depositInput, note } from "#lib/appointments/input.ts";
import { id, instant, oneLine } from "#lib/core/shapes.ts";
import { endpoint } from "../endpoint.ts";
import { isoOut } from "./iso-out.ts";

/** What the studio does with appointments. */

const statuses = ["PENDING", "CONFIRMED", "DECLINED", "CANCELLED", "COMPLETED", "NO_SHOW", "HELD"] as const;
const appointment = z.object({
  id: z.string(),
  /** Null once they are forgotten. */
  customerId: z.string().nullable(),
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
  /** Sittings that belong together share the id of the first; positions count from 1. */
  seriesId: z.string().nullable(),
  seriesPosition: z.number(),
  seriesTotal: z.number(),
  /** In the smallest unit of `depositCurrency`; null where none is asked for. */
  depositAmount: z.number().nullable(),
  depositCurrency: z.string(),
  depositState: z.enum(["none", "due", "paid", "waived", "refunded"]),
  depositUrl: z.string(),
});

const pageNumber = (fallback: number, maximum: number) =>
  z.coerce.number({ error: "not_a_number" }).int().min(0).max(maximum, "too_many").default(fallback);

export const appointmentEndpoints = {
  listAppointments: endpoint({
    method: "GET",
    path: "/api/appointments",
    summary: "Appointments one may see, soonest first unless said otherwise",
    access: "session",
    scope: "appointments:read",
    limit: "read",
    query: z.object({
      status: z.enum(statuses).optional(),
      artistId: id.optional(),
      from: instant.optional(),
      to: instant.optional(),
      /** Stands in a client's name, email, phone or words. */
      q: oneLine(100).optional(),
      order: z.enum(["soonest", "latest"], { error: "unknown" }).optional(),
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
    scope: "appointments:read",
    limit: "read",
    response: z.object({ appointment }),
  }),
  changeAppointment: endpoint({
    method: "PATCH",
    path: "/api/appointments/{id}",
    summary: "Confirm, decline, cancel or move an appointment, or say whether somebody came",
    access: "session",
    scope: "appointments:write",
    limit: "write",
    body: z
      .object({
        status: z.enum(["CONFIRMED", "DECLINED", "CANCELLED", "COMPLETED", "NO_SHOW"]).optional(),
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
    scope: "appointments:write",
    limit: "write",
    response: z.object({ appointment }),
  }),
  setDeposit: endpoint({
    method: "PUT",
    path: "/api/appointments/{id}/deposit",
    summary: "Say how an appointment's deposit stands; set to due, the customer is asked for it by mail",
    access: "session",
    scope: "appointments:write",
    limit: "write",
    body: depositInput,
    response: z.object({ appointment }),
  }),
  undoAppointmentChange: endpoint({
    method: "POST",
    path: "/api/appointments/{id}/undo",
    summary: "Take back the last confirm, decline, cancel or move, within 30 minutes",
    access: "session",
    scope: "appointments:write",
    limit: "write",
    response: z.object({ appointment }),
  }),
};
