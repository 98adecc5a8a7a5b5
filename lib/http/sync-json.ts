import type { SyncCalendarView, SyncReport, SyncRunPage } from "#lib/sync-report/sync-view.ts";
import { iso, isoOrNull } from "./iso.ts";

/** How sync goes, in an answer. */
export function syncJson({ asOf, hourStarts, dayStarts, calendars, errors, ...report }: SyncReport) {
  return {
    ...report,
    asOf: iso(asOf),
    hourStarts: hourStarts.map(iso),
    dayStarts: dayStarts.map(iso),
    calendars: calendars.map(calendarJson),
    errors: errors.map((pattern) => ({
      ...pattern,
      firstAt: iso(pattern.firstAt),
      lastAt: iso(pattern.lastAt),
    })),
  };
}

function calendarJson({ lastRun, privateEvents, ...calendar }: SyncCalendarView) {
  return {
    ...calendar,
    syncedAt: isoOrNull(calendar.syncedAt),
    reconciledAt: isoOrNull(calendar.reconciledAt),
    failingSince: isoOrNull(calendar.failingSince),
    heldSince: isoOrNull(calendar.heldSince),
    privateEvents: privateEvents && { ...privateEvents, askedAt: isoOrNull(privateEvents.askedAt) },
    lastRun: lastRun && { ...lastRun, startedAt: iso(lastRun.startedAt) },
  };
}

/** A page of the sync log, in an answer. */
export function syncRunsJson({ runs, ...page }: SyncRunPage) {
  return { ...page, runs: runs.map((run) => ({ ...run, startedAt: iso(run.startedAt) })) };
}
