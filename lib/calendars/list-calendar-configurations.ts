import { listArtists } from "#db/queries/artists.ts";
import { listLostConnections } from "#db/queries/calendar-seats.ts";
import { countObjects, listCalendars, listSyncLogs } from "#db/queries/calendars.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { visibleArtistId } from "#lib/auth/permissions.ts";
import { missingNextcloudConfig } from "#lib/core/env.ts";
import { askedForPrivate } from "./asked-for-private.ts";
import { requireCalendarAccess } from "./calendar-access.ts";
import { type CalendarView, toCalendarView } from "./calendar-view.ts";

const RECENT_RUNS = 10;

export interface CalendarConfigurations {
  configured: boolean;
  /** Names of the variables that are not set. */
  missing: string[];
  serviceUser: string | null;
  artists: { id: string; name: string; timeZone: string; calendars: CalendarView[] }[];
}

/** Every artist's calendars (an artist sees their own), with freshness and recent history. */
export async function listCalendarConfigurations(ctx: Ctx): Promise<CalendarConfigurations> {
  requireCalendarAccess(ctx.actor);
  const own = visibleArtistId(ctx.actor);
  const artists = (await listArtists(ctx.db)).filter((artist) => own === undefined || artist.id === own);
  const calendars = await listCalendars(
    ctx.db,
    artists.map((artist) => artist.id),
  );
  const counts = await countObjects(
    ctx.db,
    calendars.map((calendar) => calendar.id),
  );
  const lost = await listLostConnections(ctx.db);
  const views = new Map<string, CalendarView[]>();
  for (const calendar of calendars) {
    const log = await listSyncLogs(ctx.db, [calendar.id], RECENT_RUNS);
    const view = toCalendarView(calendar, {
      counts: counts.get(calendar.id),
      log,
      askedAt: askedForPrivate(calendars, calendar),
      connectionLostAt: lost.get(calendar.id),
    });
    views.set(calendar.artistId, [...(views.get(calendar.artistId) ?? []), view]);
  }
  const missing = missingNextcloudConfig(ctx.env);
  return {
    configured: missing.length === 0,
    missing,
    serviceUser: ctx.env.NEXTCLOUD_USERNAME ?? null,
    artists: artists.map(({ id, name, timeZone }) => ({
      id,
      name,
      timeZone,
      calendars: views.get(id) ?? [],
    })),
  };
}
