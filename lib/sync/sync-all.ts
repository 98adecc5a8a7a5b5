import { listArtists } from "#db/queries/artists.ts";
import {
  type CalendarRow,
  listCalendars as listConfigured,
  saveCalendarFacts,
} from "#db/queries/calendars.ts";
import { markUnchanged } from "#db/queries/store-pull.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { asServiceAccount } from "#lib/calendars/service-account.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { listCalendars, type RemoteCalendar } from "#lib/nextcloud/calendars.ts";
import { isNightDue } from "./must-reconcile.ts";
import { pullCalendar } from "./pull-calendar.ts";

/**
 * The scheduled sync. One PROPFIND on the calendar home tells which calendars changed (their sync token moved); only
 * those are read, and once a night each is compared whole. Where the home cannot be read every calendar is tried, so
 * that each records its own failure.
 */
export async function syncAll(ctx: Ctx): Promise<void> {
  requireAdmin(ctx.actor);
  const configured = await listConfigured(ctx.db);
  if (configured.length === 0) return;
  const startedAt = ctx.now();
  const home = await readHome(ctx);
  const zones = new Map((await listArtists(ctx.db)).map(({ id, timeZone }) => [id, timeZone]));
  const isNight = (calendar: CalendarRow) =>
    isNightDue(calendar, startedAt, zones.get(calendar.artistId) ?? "UTC");
  await followFacts(ctx, configured, home);
  const due = configured.filter((calendar) => isNight(calendar) || !isUnchanged(calendar, home));
  const unchanged = configured.filter((calendar) => !due.includes(calendar));
  await markUnchanged(ctx.db, unchanged, { startedAt, durationMs: ctx.now() - startedAt });
  for (const calendar of due)
    await pullCalendar(ctx, calendar.id, { cause: "schedule", complete: isNight(calendar) });
}

function isUnchanged(calendar: CalendarRow, home: Map<string, RemoteCalendar> | null): boolean {
  const remote = home?.get(calendar.href);
  const token = calendar.supportsSync ? remote?.syncToken : remote?.ctag;
  return calendar.syncToken !== null && token === calendar.syncToken;
}

/** A share made read-only, another owner, a new name: known from the same answer. */
async function followFacts(
  ctx: Ctx,
  configured: CalendarRow[],
  home: Map<string, RemoteCalendar> | null,
): Promise<void> {
  for (const calendar of configured) {
    const remote = home?.get(calendar.href);
    if (!remote) continue;
    const { displayName, writable, shared, owner } = remote;
    const isSame =
      displayName === calendar.displayName &&
      writable === calendar.writable &&
      shared === calendar.shared &&
      owner === calendar.owner;
    if (!isSame) await saveCalendarFacts(ctx.db, calendar.id, { displayName, writable, shared, owner });
  }
}

async function readHome(ctx: Ctx): Promise<Map<string, RemoteCalendar> | null> {
  try {
    const calendars = await asServiceAccount(ctx, (transport) => listCalendars(transport));
    return new Map(calendars.map((calendar) => [calendar.href, calendar]));
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
