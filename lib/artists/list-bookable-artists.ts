import { type ArtistRow, listActiveArtists, type ServiceRow } from "#db/queries/artists.ts";
import { listCalendars } from "#db/queries/calendars.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { pictureLink } from "#lib/links/picture-link.ts";
import type { BookableArtist } from "./bookable-artist.ts";

/** Everyone a customer can book, with what they offer. Artists without a service are not shown. */
export async function listBookableArtists(ctx: Pick<Ctx, "db">): Promise<BookableArtist[]> {
  const rows = await listActiveArtists(ctx.db);
  const withCalendar = new Set((await listCalendars(ctx.db)).map((calendar) => calendar.artistId));
  return rows
    .filter((row) => row.services.length > 0)
    .map(({ artist, services }) => toBookable(artist, services, withCalendar.has(artist.id)));
}

export function toBookable(artist: ArtistRow, services: ServiceRow[], hasCalendar: boolean): BookableArtist {
  return {
    id: artist.id,
    slug: artist.slug,
    name: artist.name,
    bio: artist.bio,
    timeZone: artist.timeZone,
    pictureUrl: pictureLink(artist.pictureId),
    hasCalendar,
    services: services.map(({ id, name, description, durationMinutes, priceNote }) => ({
      id,
      name,
      description,
      durationMinutes,
      priceNote,
    })),
  };
}
