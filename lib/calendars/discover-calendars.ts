import { listArtists } from "#db/queries/artists.ts";
import { listCalendars as listConfigured } from "#db/queries/calendars.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { listCalendars, type RemoteCalendar } from "#lib/nextcloud/calendars.ts";
import { requireCalendarAccess } from "./calendar-access.ts";
import { withExactCause } from "./exact-cause.ts";
import { asServiceAccount } from "./service-account.ts";

export type DiscoveredCalendar = Pick<
  RemoteCalendar,
  "calendarId" | "displayName" | "color" | "owner" | "writable" | "shared"
> & {
  calendarUrl: string;
  /** The artist who uses it already. */
  usedBy: string | null;
};

/** The calendars that the service account sees in Nextcloud. @throws UpstreamError when it cannot be asked. */
export async function discoverCalendars(ctx: Ctx): Promise<DiscoveredCalendar[]> {
  requireCalendarAccess(ctx.actor);
  const names = new Map((await listArtists(ctx.db)).map((artist) => [artist.id, artist.name]));
  const users = new Map(
    (await listConfigured(ctx.db)).map((calendar) => [calendar.href, names.get(calendar.artistId)]),
  );
  return asServiceAccount(ctx, async (transport) => {
    const calendars = await withExactCause(transport, () => listCalendars(transport));
    return calendars.map(({ href, calendarId, displayName, color, owner, writable, shared }) => ({
      calendarUrl: `${transport.origin}${href}`,
      calendarId,
      displayName,
      color,
      owner,
      writable,
      shared,
      usedBy: users.get(href) ?? null,
    }));
  });
}
