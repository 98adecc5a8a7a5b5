import { findArtistBySlug, servicesByArtist } from "#db/queries/artists.ts";
import { listCalendars } from "#db/queries/calendars.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import type { BookableArtist } from "./bookable-artist.ts";
import { toBookable } from "./list-bookable-artists.ts";

export async function findBookableArtist(ctx: Pick<Ctx, "db">, slug: string): Promise<BookableArtist | null> {
  const artist = await findArtistBySlug(ctx.db, slug);
  if (!artist?.active) return null;
  const services = (await servicesByArtist(ctx.db, [artist.id])).get(artist.id) ?? [];
  const calendars = await listCalendars(ctx.db, [artist.id]);
  if (services.length === 0) return null;
  const { currency } = await studioSettings(ctx);
  return toBookable(artist, services, { currency, hasCalendar: calendars.length > 0 });
}
