import { z } from "zod";
import type { DiscoveredCalendar } from "#lib/calendars/discover-calendars.ts";
import type { CalendarTest } from "#lib/calendars/test-calendar.ts";
import type { PullResult } from "#lib/sync/pull-calendar.ts";
import type { calendarJson } from "../calendar-json.ts";
import { isoOut } from "./iso-out.ts";

/** Calendars in answers; their types hold them to what is answered. */

const run = z.object({
  id: z.number().int(),
  direction: z.enum(["pull", "push"]),
  cause: z.enum(["schedule", "manual", "booking", "outbox", "first", "webhook", "reconcile"]),
  startedAt: isoOut,
  durationMs: z.number(),
  ok: z.boolean(),
  created: z.number().int(),
  updated: z.number().int(),
  deleted: z.number().int(),
  unreadable: z.number().int(),
  errorKey: z.string().nullable(),
  errorDetail: z.string().nullable(),
});

export const calendarOut: z.ZodType<ReturnType<typeof calendarJson>> = z.object({
  id: z.string(),
  artistId: z.string(),
  calendarUrl: z.string(),
  calendarId: z.string(),
  displayName: z.string(),
  purpose: z.enum(["write", "block"]),
  blockBy: z.enum(["busy", "everything"]),
  writable: z.boolean(),
  shared: z.boolean(),
  syncedAt: isoOut.nullable(),
  failingSince: isoOut.nullable(),
  lastErrorKey: z.string().nullable(),
  lastErrorDetail: z.string().nullable(),
  objects: z.number().int(),
  unreadable: z.number().int(),
  log: z.array(run),
  privateEvents: z.object({ askedAt: isoOut.nullable(), errorKey: z.string().nullable() }).nullable(),
  servedBy: z.enum(["connection", "service"]),
  connectionLostAt: isoOut.nullable(),
});

export const discoveredCalendarOut: z.ZodType<DiscoveredCalendar> = z.object({
  calendarUrl: z.string(),
  calendarId: z.string(),
  displayName: z.string(),
  color: z.string().nullable(),
  owner: z.string().nullable(),
  writable: z.boolean(),
  shared: z.boolean(),
  usedBy: z.string().nullable(),
});

export const pullResultOut: z.ZodType<PullResult> = z.object({
  calendarId: z.string(),
  artistId: z.string(),
  ok: z.boolean(),
  created: z.number().int(),
  updated: z.number().int(),
  deleted: z.number().int(),
  unreadable: z.number().int(),
  held: z.number().int(),
  durationMs: z.number(),
  error: z.object({ key: z.string(), message: z.string() }).nullable(),
});

export const calendarTestOut: z.ZodType<CalendarTest> = z.union([
  z.object({
    ok: z.literal(true),
    calendar: z.object({
      href: z.string(),
      calendarId: z.string(),
      displayName: z.string(),
      owner: z.string().nullable(),
      writable: z.boolean(),
      shared: z.boolean(),
    }),
  }),
  z.object({
    ok: z.literal(false),
    problem: z.object({
      key: z.string(),
      title: z.string(),
      meaning: z.string(),
      cure: z.string(),
      detail: z.string(),
    }),
  }),
]);
