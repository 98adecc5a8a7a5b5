import type { Db } from "#db/client.ts";
import { type BookingSetup, findBookingSetup } from "#db/queries/artists.ts";
import { listOpenTimes } from "#db/queries/available-hours.ts";
import { DAY, MINUTE } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { durationsOf } from "#lib/services/durations-of.ts";
import type { BookingRules } from "./booking-rules.ts";
import { limitsOf } from "./limits.ts";
import type { Interval } from "./types.ts";

type Service = BookingSetup["services"][number];

export interface LoadedRules extends Pick<BookingSetup, "artist" | "calendars"> {
  service: Service | null;
  rules: BookingRules;
}

/**
 * The rules of an artist for one service. Without a service the most lenient of those offered apply, because the
 * question is then only whether the artist could take the time at all. Working times that come from Nextcloud are read
 * for the window alone, and a day beyond it; without a window the rules tell lengths and limits only. `durationMinutes`
 * is one of the service's own choices, the usual one where none is said.
 * @throws AppError `not_found` with the field, for an artist or service that cannot be booked; `invalid_input` for a
 *   length the service does not have.
 */
export async function loadRules(
  db: Db,
  input: { artistId: string; serviceId?: string; durationMinutes?: number; window?: Interval },
): Promise<LoadedRules> {
  const setup = await findBookingSetup(db, input.artistId);
  if (!setup?.artist.active)
    throw new AppError("not_found", "There is no artist with this id.", {
      errors: { artistId: ["unknown"] },
    });
  const { artist, services: offered, hours, calendars } = setup;
  const service =
    input.serviceId === undefined ? null : (offered.find((one) => one.id === input.serviceId) ?? null);
  if (input.serviceId !== undefined && !service) {
    throw new AppError("not_found", `${artist.name} does not offer a service with this id.`, {
      errors: { serviceId: ["unknown"] },
    });
  }
  const openTimes =
    artist.hoursSource === "nextcloud" ? await openTimesOf(db, artist.id, input.window) : null;
  const rules = {
    ...combine(artist, hours, service ? [service] : offered),
    limits: limitsOf(artist, service),
    openTimes,
  };
  if (service && input.durationMinutes !== undefined)
    rules.durationMs = chosenDuration(service, input.durationMinutes) * MINUTE;
  return { artist, calendars, service, rules };
}

function chosenDuration(service: Service, minutes: number): number {
  if (durationsOf(service).includes(minutes)) return minutes;
  throw new AppError("invalid_input", `${service.name} cannot be booked in this length.`, {
    errors: { durationMinutes: ["unknown"] },
  });
}

/** A day more than the window, because that is how long what begins in it can last. */
async function openTimesOf(db: Db, artistId: string, window: Interval | undefined): Promise<Interval[]> {
  if (!window) return [];
  return listOpenTimes(db, { artistId, fromMs: window.startMs, toMs: window.endMs + DAY });
}

function combine(
  artist: BookingSetup["artist"],
  hours: BookingRules["hours"],
  services: readonly Service[],
): Omit<BookingRules, "openTimes" | "limits"> {
  const least = (pick: (service: Service) => number, fallback: number) =>
    services.length === 0 ? fallback : Math.min(...services.map(pick));
  const most = (pick: (service: Service) => number, fallback: number) =>
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
  };
}
