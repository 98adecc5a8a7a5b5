import { type CalendarRow, listCalendars as listConfigured } from "#db/queries/calendars.ts";
import { markUnchanged } from "#db/queries/mirror.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { asServiceAccount } from "#lib/calendars/service-account.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { listCalendars } from "#lib/nextcloud/calendars.ts";
import { pullCalendar } from "./pull-calendar.ts";

/**
 * The scheduled sync. One PROPFIND on the calendar home tells which calendars changed (their sync token moved); only
 * those are read. Where the home cannot be read every calendar is tried, so that each records its own failure.
 */
export async function syncAll(ctx: Ctx): Promise<void> {
  requireAdmin(ctx.actor);
  const configured = await listConfigured(ctx.db);
  if (configured.length === 0) return;
  const startedAt = ctx.now();
  const tokens = await readTokens(ctx);
  const changed: CalendarRow[] = [];
  const unchanged: CalendarRow[] = [];
  for (const calendar of configured) {
    const isUnchanged = calendar.syncToken !== null && tokens?.get(calendar.href) === calendar.syncToken;
    (isUnchanged ? unchanged : changed).push(calendar);
  }
  await markUnchanged(ctx.db, unchanged, { startedAt, durationMs: ctx.now() - startedAt });
  for (const calendar of changed) await pullCalendar(ctx, calendar.id, { cause: "schedule" });
}

async function readTokens(ctx: Ctx): Promise<Map<string, string | null> | null> {
  try {
    const calendars = await asServiceAccount(ctx, (transport) => listCalendars(transport));
    return new Map(calendars.map((calendar) => [calendar.href, calendar.syncToken]));
  } catch (error) {
    if (error instanceof UpstreamError) return null;
    throw error;
  }
}

/** Calendars that were configured a moment ago and have never been read. */
export async function syncNew(ctx: Ctx): Promise<void> {
  requireAdmin(ctx.actor);
  for (const calendar of await listConfigured(ctx.db)) {
    if (calendar.syncedAt === null && calendar.failingSince === null)
      await pullCalendar(ctx, calendar.id, { cause: "first" });
  }
}
