import { type ArtistRow, listActiveArtists, type ServiceRow } from "#db/queries/artists.ts";
import { listCalendars } from "#db/queries/calendars.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { pictureLink } from "#lib/links/picture-link.ts";
import { durationsOf } from "#lib/services/durations-of.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import type { BookableArtist, BookableService } from "./bookable-artist.ts";

/** Everyone a customer can book, with what they offer. Artists without a service are not shown. */
export async function listBookableArtists(ctx: Pick<Ctx, "db">): Promise<BookableArtist[]> {
  const rows = await listActiveArtists(ctx.db);
  const { currency } = await studioSettings(ctx);
  const withCalendar = new Set((await listCalendars(ctx.db)).map((calendar) => calendar.artistId));
  return rows
    .filter((row) => row.services.length > 0)
    .map(({ artist, services }) =>
      toBookable(artist, services, { currency, hasCalendar: withCalendar.has(artist.id) }),
    );
}

export function toBookable(
  artist: ArtistRow,
  services: ServiceRow[],
  { currency, hasCalendar }: { currency: string; hasCalendar: boolean },
): BookableArtist {
  return {
    id: artist.id,
    slug: artist.slug,
    name: artist.name,
    bio: artist.bio,
    timeZone: artist.timeZone,
    pictureUrl: pictureLink(artist.pictureId),
    hasCalendar,
    services: services.map((service) => toBookableService(service, currency)),
  };
}

function toBookableService(service: ServiceRow, currency: string): BookableService {
  return {
    id: service.id,
    name: service.name,
    description: service.description,
    durationMinutes: service.durationMinutes,
    priceNote: service.priceNote,
    bookingMode: service.bookingMode,
    durationChoices: durationsOf(service),
    sessions: service.sessions,
    sessionGapDays: service.sessionGapDays,
    depositAmount: service.depositAmount,
    currency,
    consentFormId: service.consentFormId,
    asksPictures: service.asksPictures,
  };
}
