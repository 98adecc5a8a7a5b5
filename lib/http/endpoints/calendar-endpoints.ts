import { z } from "zod";
import { calendarChange, calendarRef, calendarTest, newCalendar } from "#lib/calendars/input.ts";
import { id } from "#lib/core/shapes.ts";
import { endpoint } from "../endpoint.ts";
import { calendarOut, calendarTestOut, discoveredCalendarOut, pullResultOut } from "./calendar-out.ts";

/** Calendars and their sync. */

export const calendarEndpoints = {
  sync: endpoint({
    method: "POST",
    path: "/api/caldav/sync",
    summary: "Sync now; a window, where given, is reconciled in full",
    access: "session",
    scope: "studio:write",
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
    response: z.object({ results: z.array(pullResultOut) }),
  }),
  listCalendars: endpoint({
    method: "GET",
    path: "/api/admin/calendars",
    summary: "Configured calendars",
    access: "session",
    scope: "studio:read",
    limit: "read",
    response: z.object({
      configured: z.boolean(),
      missing: z.array(z.string()),
      calendars: z.array(calendarOut),
    }),
  }),
  createCalendar: endpoint({
    method: "POST",
    path: "/api/admin/calendars",
    summary: "Link an artist to a calendar",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: newCalendar,
    status: 201,
    response: z.object({ calendar: calendarOut }),
  }),
  updateCalendar: endpoint({
    method: "PUT",
    path: "/api/admin/calendars",
    summary: "Change a calendar's configuration",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: calendarChange,
    response: z.object({ calendar: calendarOut }),
  }),
  deleteCalendar: endpoint({
    method: "DELETE",
    path: "/api/admin/calendars",
    summary: "End the link to a calendar",
    access: "session",
    scope: "studio:write",
    limit: "write",
    query: calendarRef,
    status: 204,
  }),
  serveCalendar: endpoint({
    method: "POST",
    path: "/api/admin/calendars/{id}/serve",
    summary: "Read and write a calendar with its owner's own connection, or with the studio's account",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: z.object({ by: z.enum(["connection", "service"], { error: "required" }) }),
    response: z.object({ calendar: calendarOut }),
  }),
  testCalendar: endpoint({
    method: "POST",
    path: "/api/admin/calendars/test",
    summary: "Ask Nextcloud for a calendar",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: calendarTest,
    response: calendarTestOut,
  }),
  discoverCalendars: endpoint({
    method: "GET",
    path: "/api/admin/calendars/discover",
    summary: "Calendars the service account sees",
    access: "session",
    scope: "studio:read",
    limit: "write",
    response: z.object({ calendars: z.array(discoveredCalendarOut) }),
  }),
};
