import type { BookableArtist, BookableService } from "#lib/artists/bookable-artist.ts";

/** A service that several people offer, so that whoever is free first can take it. */
export interface AnyoneService {
  service: BookableService;
  artists: BookableArtist[];
}

/** The services two or more offer by time, in the order they first appear. */
export function inAnyonesHands(artists: readonly BookableArtist[]): AnyoneService[] {
  const byId = new Map<string, AnyoneService>();
  for (const artist of artists)
    for (const service of artist.services) {
      if (service.bookingMode !== "slot") continue;
      const known = byId.get(service.id);
      if (known) known.artists.push(artist);
      else byId.set(service.id, { service, artists: [artist] });
    }
  return [...byId.values()].filter((one) => one.artists.length > 1);
}
