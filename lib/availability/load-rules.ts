import type { Db } from "#db/client.ts";
import type { ArtistRow, ServiceRow } from "#db/queries/artists.ts";
import { findArtist, listHours, servicesByArtist } from "#db/queries/artists.ts";
import { DAY, MINUTE } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import type { BookingRules } from "./booking-rules.ts";

export interface LoadedRules {
  artist: ArtistRow;
  service: ServiceRow | null;
  rules: BookingRules;
}

/**
 * The rules of an artist for one service. Without a service the most lenient of those offered apply, because the
 * question is then only whether the artist could take the time at all.
 * @throws AppError `not_found` with the field, for an artist or service that cannot be booked.
 */
export async function loadRules(
  db: Db,
  input: { artistId: string; serviceId?: string },
): Promise<LoadedRules> {
  const artist = await findArtist(db, input.artistId);
  if (!artist?.active)
    throw new AppError("not_found", "There is no artist with this id.", {
      errors: { artistId: ["unknown"] },
    });
  const offered = (await servicesByArtist(db, [artist.id])).get(artist.id) ?? [];
  const service =
    input.serviceId === undefined ? null : (offered.find((one) => one.id === input.serviceId) ?? null);
  if (input.serviceId !== undefined && !service) {
    throw new AppError("not_found", `${artist.name} does not offer a service with this id.`, {
      errors: { serviceId: ["unknown"] },
    });
  }
  const hours = await listHours(db, artist.id);
  return { artist, service, rules: combine(artist, hours, service ? [service] : offered) };
}

function combine(artist: ArtistRow, hours: BookingRules["hours"], services: ServiceRow[]): BookingRules {
  const least = (pick: (service: ServiceRow) => number, fallback: number) =>
    services.length === 0 ? fallback : Math.min(...services.map(pick));
  const most = (pick: (service: ServiceRow) => number, fallback: number) =>
    services.length === 0 ? fallback : Math.max(...services.map(pick));
  return {
    timeZone: artist.timeZone,
    hours,
    durationMs: least((service) => service.durationMinutes, 60) * MINUTE,
    bufferBeforeMs: least((service) => service.bufferBeforeMinutes, 0) * MINUTE,
    bufferAfterMs: least((service) => service.bufferAfterMinutes, 0) * MINUTE,
    minimumNoticeMs: least((service) => service.minimumNoticeMinutes, 0) * MINUTE,
    horizonMs: most((service) => service.horizonDays, 90) * DAY,
    slotStepMs: least((service) => service.slotStepMinutes, 30) * MINUTE,
    dailyMaximum: artist.dailyMaximum,
  };
}
