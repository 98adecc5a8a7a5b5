import { listCalendars } from "#db/queries/calendars.ts";
import type { Ctx } from "#lib/auth/context.ts";

/**
 * The Nextcloud user an artist most likely is: who owns the calendar their appointments go to. Null for a calendar of
 * the service account's own, which says nothing about the artist.
 */
export async function nextcloudUserOf(ctx: Pick<Ctx, "db">, artistId: string): Promise<string | null> {
  const calendars = await listCalendars(ctx.db, [artistId]);
  const [calendar] = calendars.filter(({ shared, owner }) => shared && owner !== null);
  return calendar?.owner ?? null;
}
