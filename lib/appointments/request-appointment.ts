import type { Ctx } from "#lib/auth/context.ts";
import { nearestReason } from "#lib/availability/nearest-reason.ts";
import type { UnavailableReason } from "#lib/availability/types.ts";
import { AppError } from "#lib/core/errors.ts";
import { bookingRefused, requireMayBook } from "#lib/customers/require-may-book.ts";
import { bookArtist } from "./book-artist.ts";
import { idempotentAnswer } from "./idempotent-answer.ts";
import type { AppointmentRequest, RequestedAppointment } from "./input.ts";
import { planBooking } from "./plan-booking.ts";
import { refusal } from "./refusal.ts";

/**
 * A customer asks for a time. The calendar is synced first (2 s at most), then the request, its history and what has
 * to be written elsewhere are stored as one; the event is tried at once and otherwise follows. Where anybody will do,
 * artists are tried one after the other until one can. Safe to repeat with the same Idempotency-Key.
 * @throws AppError `invalid_input`, `not_found`, `slot_taken`, `slot_unavailable`, `calendar_unreachable`,
 *   `booking_refused`, `idempotency_mismatch`.
 */
export async function requestAppointment(
  ctx: Ctx,
  input: AppointmentRequest,
  options: { idempotencyKey?: string; locale: string },
): Promise<RequestedAppointment> {
  if (input.website) throw bookingRefused();
  const repeated = await idempotentAnswer(ctx, input, options.idempotencyKey);
  if (repeated) return repeated;
  requireMinuteAhead(ctx, input.startTime);
  await requireMayBook(ctx, { email: input.clientEmail, phone: input.clientPhone });

  const outcome = await tryArtists(ctx, input, options);
  if (typeof outcome === "object") return outcome;
  const meanwhile = await idempotentAnswer(ctx, input, options.idempotencyKey);
  if (meanwhile) return meanwhile;
  throw refusal(outcome);
}

async function tryArtists(
  ctx: Ctx,
  input: AppointmentRequest,
  options: { idempotencyKey?: string; locale: string },
): Promise<RequestedAppointment | UnavailableReason> {
  const plans = await planBooking(ctx, input);
  const reasons: UnavailableReason[] = [];
  for (const plan of plans) {
    requireSlotMode(ctx, plan.service);
    const outcome = await bookArtist(ctx, input, plan, options);
    if (typeof outcome === "object") return outcome;
    if (outcome === "key_used") break;
    reasons.push(outcome);
  }
  return nearestReason(reasons);
}

function requireMinuteAhead(ctx: Ctx, startMs: number): void {
  if (startMs <= ctx.now())
    throw new AppError("invalid_input", "This time has passed.", { errors: { startTime: ["past"] } });
  if (startMs % 60_000 !== 0) {
    throw new AppError("invalid_input", "Times are whole minutes.", {
      errors: { startTime: ["not_a_minute"] },
    });
  }
}

/** Where the artist wants to hear of the idea first, only the studio itself puts in a time. */
function requireSlotMode(ctx: Ctx, service: { name: string; bookingMode: "slot" | "idea" }): void {
  if (service.bookingMode === "slot" || ctx.actor.kind !== "customer") return;
  throw new AppError("slot_unavailable", `For ${service.name} please tell the artist your idea first.`, {
    errors: { serviceId: ["idea_first"] },
  });
}
