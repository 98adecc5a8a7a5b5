import { ANYONE } from "#components/booking/booking-offer.ts";
import { inAnyonesHands } from "#components/site/anyone-services.ts";
import type { BookableArtist, BookableService } from "#lib/artists/bookable-artist.ts";
import { listBookableArtists } from "#lib/artists/list-bookable-artists.ts";
import type { Ctx } from "#lib/auth/context.ts";

export interface Choice {
  artist: BookableArtist | typeof ANYONE;
  service: BookableService;
  /** Those who offer the service by time, in the studio's order; at least two, or none where nobody can stand in. */
  anyOf: BookableArtist[];
}

/** Who and what a booking address names; null where that cannot be booked. `any` needs two who offer it. */
export async function findChoice(
  ctx: Pick<Ctx, "db">,
  { slug, serviceId }: { slug: string; serviceId: string },
): Promise<Choice | null> {
  const artists = await listBookableArtists(ctx);
  const together = inAnyonesHands(artists).find(({ service }) => service.id === serviceId);
  const anyOf = together?.artists ?? [];
  const artist = artists.find((candidate) => candidate.slug === slug);
  if (!artist)
    return slug === ANYONE && together ? { artist: ANYONE, service: together.service, anyOf } : null;
  const service = artist.services.find((candidate) => candidate.id === serviceId);
  return service ? { artist, service, anyOf: service.bookingMode === "slot" ? anyOf : [] } : null;
}

/** The booking page's address. */
export function choicePath({ artist, service }: Choice): string {
  return `/book/${artist === ANYONE ? ANYONE : artist.slug}/${service.id}`;
}
