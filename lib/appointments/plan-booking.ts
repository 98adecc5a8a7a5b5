import { listCountedStarts } from "#db/queries/appointments.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { ANY_ARTIST, checkAvailability } from "#lib/availability/check-availability.ts";
import { limitSpan } from "#lib/availability/limits.ts";
import { type LoadedRules, loadRules } from "#lib/availability/load-rules.ts";
import { nearestReason } from "#lib/availability/nearest-reason.ts";
import { offeringArtists } from "#lib/availability/offering-artists.ts";
import type { UnavailableReason } from "#lib/availability/types.ts";
import { AppError } from "#lib/core/errors.ts";
import type { AppointmentRequest } from "./input.ts";
import { refusal } from "./refusal.ts";

/** One artist with whom a request could be booked. */
export type BookingPlan = Omit<LoadedRules, "service"> & { service: NonNullable<LoadedRules["service"]> };

/**
 * With whom a request is tried, in order: the artist who is asked for; or, for anybody, those who are free as far as
 * the mirror knows, who has least to do that day first, then in the studio's order.
 * @throws AppError `not_found`, `invalid_input` for a length the service does not have, or the refusal where nobody
 *   is free.
 */
export async function planBooking(
  ctx: Ctx,
  input: Pick<AppointmentRequest, "artistId" | "serviceId" | "startTime" | "durationMinutes">,
): Promise<BookingPlan[]> {
  if (input.artistId !== ANY_ARTIST) return [await planWith(ctx, input)];
  const free: { plan: BookingPlan; busyness: number }[] = [];
  const reasons: UnavailableReason[] = [];
  for (const artistId of await offeringArtists(ctx, input.serviceId)) {
    const plan = await planWith(ctx, { ...input, artistId });
    const startMs = input.startTime;
    const endMs = startMs + plan.rules.durationMs;
    const { serviceId } = input;
    const { reason } = await checkAvailability(ctx, { artistId, serviceId, startMs, endMs });
    // A calendar that was not read lately is read before the request is decided on.
    if (reason === null || reason === "calendar_unreachable")
      free.push({ plan, busyness: await appointmentsThatDay(ctx, plan, startMs) });
    else reasons.push(reason);
  }
  if (free.length === 0) throw refusal(nearestReason(reasons));
  return free.sort((a, b) => a.busyness - b.busyness).map(({ plan }) => plan);
}

async function planWith(ctx: Ctx, input: Parameters<typeof planBooking>[1]): Promise<BookingPlan> {
  const { service, ...loaded } = await loadRules(ctx.db, input);
  if (service) return { ...loaded, service };
  throw new AppError("not_found", "There is no such service.", { errors: { serviceId: ["unknown"] } });
}

async function appointmentsThatDay(ctx: Ctx, { artist }: BookingPlan, startMs: number): Promise<number> {
  const day = limitSpan({ per: "day", maximum: 1, serviceId: null }, startMs, artist.timeZone);
  const touching = await listCountedStarts(ctx.db, { artistId: artist.id, ...day });
  return touching.filter((one) => one.startMs >= day.fromMs && one.startMs < day.toMs).length;
}
