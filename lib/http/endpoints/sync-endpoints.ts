import { z } from "zod";
import { calendarImport } from "#lib/calendars/import-input.ts";
import { syncCauses, syncDirections, syncRunFilter } from "#lib/sync-report/input.ts";
import { endpoint } from "../endpoint.ts";
import { isoOut } from "./iso-out.ts";

/** How sync goes, and what a person does about it. */

const count = z.int().min(0);
const runStats = z.object({
  runs: count,
  ok: count,
  events: count,
  medianMs: count.nullable(),
  p95Ms: count.nullable(),
});
const runChart = z.object({
  ok: z.array(count),
  failed: z.array(count),
  medianMs: z.array(count.nullable()),
});
const figures = { day: runStats, month: runStats, hours: runChart, days: runChart };

const syncCalendarOut = z.object({
  id: z.string(),
  artistId: z.string(),
  name: z.string(),
  artistName: z.string(),
  timeZone: z.string(),
  purpose: z.enum(["write", "block"]),
  shared: z.boolean(),
  owner: z.string().nullable(),
  syncedAt: isoOut.nullable(),
  reconciledAt: isoOut.nullable(),
  failingSince: isoOut.nullable(),
  lastErrorKey: z.string().nullable(),
  lastErrorDetail: z.string().nullable(),
  privateEvents: z.object({ askedAt: isoOut.nullable(), errorKey: z.string().nullable() }).nullable(),
  running: z.boolean(),
  lastRun: z.object({ startedAt: isoOut, ok: z.boolean() }).nullable(),
  objects: count,
  unreadable: count,
  held: count,
  heldSince: isoOut.nullable(),
  ...figures,
});

const syncRunOut = z.object({
  id: z.int(),
  calendarId: z.string().nullable(),
  calendarName: z.string().nullable(),
  artistId: z.string().nullable(),
  artistName: z.string().nullable(),
  direction: z.enum(syncDirections),
  cause: z.enum(syncCauses),
  startedAt: isoOut,
  durationMs: count,
  ok: z.boolean(),
  created: count,
  updated: count,
  deleted: count,
  unreadable: count,
  held: count,
  errorKey: z.string().nullable(),
  errorDetail: z.string().nullable(),
});

const pullResultOut = z.object({
  calendarId: z.string(),
  artistId: z.string(),
  ok: z.boolean(),
  created: count,
  updated: count,
  deleted: count,
  unreadable: count,
  held: count,
  durationMs: count,
  error: z.object({ key: z.string(), message: z.string() }).nullable(),
});

const importLineOut = z.object({
  line: z.int().min(2),
  artist: z.string(),
  calendar: z.string(),
  result: z.enum(["ready", "added", "exists", "refused"]),
  reason: z.string().nullable(),
  words: z.string().nullable(),
});

export const syncEndpoints = {
  showSync: endpoint({
    method: "GET",
    path: "/api/admin/sync",
    summary: "How sync goes: freshness, success and duration of every calendar, and what failed",
    access: "session",
    scope: "studio:read",
    limit: "read",
    response: z.object({
      asOf: isoOut,
      configured: z.boolean(),
      missing: z.array(z.string()),
      timeZone: z.string(),
      hourStarts: z.array(isoOut),
      dayStarts: z.array(isoOut),
      all: z.object(figures),
      calendars: z.array(syncCalendarOut),
      errors: z.array(
        z.object({
          key: z.string(),
          count,
          firstAt: isoOut,
          lastAt: isoOut,
          calendarIds: z.array(z.string()),
          detail: z.string().nullable(),
        }),
      ),
    }),
  }),
  listSyncRuns: endpoint({
    method: "GET",
    path: "/api/admin/sync/runs",
    summary: "The sync log, the newest run first, 50 a page",
    access: "session",
    scope: "studio:read",
    limit: "read",
    query: syncRunFilter,
    response: z.object({ page: z.int().min(1), more: z.boolean(), runs: z.array(syncRunOut) }),
  }),
  syncCalendar: endpoint({
    method: "POST",
    path: "/api/admin/calendars/{id}/sync",
    summary: "Read one calendar now; complete compares everything it holds",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: z.object({ complete: z.boolean().optional() }),
    response: z.object({ result: pullResultOut }),
  }),
  confirmDeletions: endpoint({
    method: "POST",
    path: "/api/admin/calendars/{id}/confirm-deletions",
    summary: "The events whose deletion is held were deleted on purpose",
    access: "session",
    scope: "studio:write",
    limit: "write",
    response: z.object({ result: pullResultOut }),
  }),
  importCalendars: endpoint({
    method: "POST",
    path: "/api/admin/calendars/import",
    summary: "Link calendars named in CSV; a dry run only says what each line would do",
    access: "session",
    scope: "studio:write",
    limit: "write",
    body: calendarImport,
    response: z.object({ dryRun: z.boolean(), lines: z.array(importLineOut) }),
  }),
  metrics: endpoint({
    method: "GET",
    path: "/api/metrics",
    summary: "Figures for Prometheus (text format 0.0.4), for admins",
    access: "session",
    scope: "studio:read",
    limit: "read",
    response: z.string(),
    responseType: "text/plain",
  }),
};
