import type { AppointmentChange } from "#db/queries/appointment-changes.ts";
import { changeTogether } from "#db/queries/sittings.ts";
import { customer } from "#lib/auth/actor.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { checkAvailability } from "#lib/availability/check-availability.ts";
import { limitsAt } from "#lib/availability/limits.ts";
import { loadRules } from "#lib/availability/load-rules.ts";
import { SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { deliverPush } from "#lib/sync/deliver-outbox.ts";
import { moveDetail } from "#lib/sync/known-event.ts";
import { calendarPush, mailNotices } from "#lib/sync/outbox-rows.ts";
import { refreshArtist } from "#lib/sync/refresh-artist.ts";
import { somebodyFaster } from "./change-status.ts";
import { linkRefusal } from "./link-refusal.ts";
import { loadManagedRules } from "./load-managed.ts";
import { refusal } from "./refusal.ts";
import { requireChosenTime } from "./require-chosen-time.ts";
import { requireManaged } from "./require-managed.ts";
import { standingOffers } from "./standing-offers.ts";

const BUDGET_MS = 2 * SECOND;

/**
 * The customer takes another time by the own link, under the rules of a booking and the artist's notice. The length
 * stays. It is a request again that the artist confirms, for as long as its new start is ahead; the time before is
 * free at once. The same time sent twice is no refusal.
 * @throws AppError `not_found`, `link_expired`, `booking_refused`, `conflict`, `invalid_input`, `slot_taken`,
 *   `slot_unavailable`, `calendar_unreachable`
 */
export async function rescheduleManagedAppointment(
  ctx: Ctx,
  token: string,
  input: { startMs: number; version?: number },
): Promise<void> {
  const { startMs } = input;
  const first = await requireManaged(ctx, token);
  if (first.startMs === startMs && first.status === "PENDING") return;
  const { move, room, artist } = await loadManagedRules(ctx, first);
  if (move) throw linkRefusal(move);
  if (input.version !== undefined && input.version !== first.version) throw somebodyFaster();
  const endMs = startMs + (first.endMs - first.startMs);
  requireChosenTime(ctx, { startMs, endMs }, room);
  if (startMs === first.startMs)
    throw new AppError("invalid_input", "This is the time you have already.", {
      errors: { startTime: ["same_time"] },
    });

  const verified = await refreshArtist(ctx, first.artistId, BUDGET_MS);
  // What the sync read back may have changed it.
  const appointment = await requireManaged(ctx, token);
  if (appointment.version !== first.version) throw somebodyFaster();
  const answer = await checkAvailability(ctx, {
    artistId: appointment.artistId,
    serviceId: appointment.serviceId,
    startMs,
    endMs,
    exceptAppointmentId: appointment.id,
  });
  if (answer.reason) throw refusal(answer.reason);
  if (!verified && appointment.calendarId !== null && artist?.whenUnreachable === "refuse")
    throw refusal("calendar_unreachable");
  const blockStartMs = startMs - (appointment.startMs - appointment.blockStartMs);
  const blockEndMs = endMs + (appointment.blockEndMs - appointment.endMs);
  const { artistId, serviceId } = appointment;
  const { rules } = await loadRules(ctx.db, { artistId, serviceId });
  const acting = { ...ctx, actor: customer };
  const over = await standingOffers(acting, [appointment]);
  const change: AppointmentChange = {
    id: appointment.id,
    expectedVersion: appointment.version,
    set: {
      status: "PENDING",
      statusReason: null,
      startMs,
      endMs,
      blockStartMs,
      blockEndMs,
      conflict: false,
      unverified: !verified,
      expiresAt: startMs,
      remindedAt: null,
      sequence: appointment.sequence + 1,
      // Times that once suited instead of another one say nothing any more.
      alternatives: [],
    },
    requireFree: { fromMs: blockStartMs, toMs: blockEndMs },
    // Others may have taken the last place of the day since it was asked.
    limits: limitsAt(rules, startMs),
    audit: auditEntry(acting, {
      entity: "appointment",
      entityId: appointment.id,
      action: "rescheduled",
      detail: { ...moveDetail(appointment, { startMs, endMs }), was: appointment.status },
    }),
    outbox: [
      ...(appointment.calendarId ? [calendarPush(ctx, appointment.id)] : []),
      ...mailNotices(ctx, {
        appointmentId: appointment.id,
        version: appointment.version + 1,
        template: "rescheduled",
        to: ["customer", "artist"],
      }),
    ],
  };
  const closes = { offerIds: over.offerIds, as: "refused" as const };
  const outcome = await changeTogether(ctx.db, [...over.changes, change], closes);
  if (outcome === "slot_taken") throw refusal("busy");
  if (outcome === "day_full" || outcome === "week_full") throw refusal(outcome);
  if (outcome !== "changed") throw somebodyFaster();
  const pushed = [appointment, ...over.held].filter((row) => row.calendarId !== null);
  await Promise.all(pushed.map((row) => deliverPush(ctx, row.id, BUDGET_MS)));
}
