import type { AppointmentChange } from "#db/queries/appointment-changes.ts";
import { changeTogether } from "#db/queries/sittings.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { DAY, SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { deliverPush } from "#lib/sync/deliver-outbox.ts";
import { moveDetail } from "#lib/sync/known-event.ts";
import { movedExpiry } from "#lib/sync/moved-expiry.ts";
import { calendarPush, mailNotices } from "#lib/sync/outbox-rows.ts";
import { refreshArtist } from "#lib/sync/refresh-artist.ts";
import { decisionDetail } from "#lib/sync/restorable-state.ts";
import { somebodyFaster } from "./change-status.ts";
import { loadAppointment } from "./load-appointment.ts";
import { refusal } from "./refusal.ts";
import { standingOffers } from "./standing-offers.ts";

const BUDGET_MS = 2 * SECOND;

/**
 * Moves an appointment to another time of the same artist. The studio may go beyond working hours and notice, never
 * onto what blocks. Without an end the length stays as it is. Times that were offered instead go.
 * @throws AppError `invalid_input`, `conflict`, `slot_taken`
 */
export async function rescheduleAppointment(
  ctx: Ctx,
  input: { id: string; startMs: number; endMs?: number; version?: number },
): Promise<void> {
  const appointment = await loadAppointment(ctx, input.id);
  if (appointment.status !== "PENDING" && appointment.status !== "CONFIRMED") {
    throw new AppError("conflict", "Only a pending or confirmed appointment can be moved.");
  }
  if (input.version !== undefined && input.version !== appointment.version) throw somebodyFaster();
  const startMs = input.startMs;
  const endMs = input.endMs ?? startMs + (appointment.endMs - appointment.startMs);
  if (endMs <= startMs)
    throw new AppError("invalid_input", "The end must lie after the start.", {
      errors: { endTime: ["before_start"] },
    });
  if (endMs - startMs > DAY)
    throw new AppError("invalid_input", "An appointment lasts a day at most.", {
      errors: { endTime: ["too_long"] },
    });
  if (startMs <= ctx.now())
    throw new AppError("invalid_input", "This time has passed.", { errors: { startTime: ["past"] } });

  await refreshArtist(ctx, appointment.artistId, BUDGET_MS);
  const blockStartMs = startMs - (appointment.startMs - appointment.blockStartMs);
  const blockEndMs = endMs + (appointment.blockEndMs - appointment.endMs);
  const over = await standingOffers(ctx, [appointment]);
  const change: AppointmentChange = {
    id: appointment.id,
    expectedVersion: appointment.version,
    set: {
      startMs,
      endMs,
      blockStartMs,
      blockEndMs,
      conflict: false,
      sequence: appointment.sequence + 1,
      expiresAt: movedExpiry(appointment, startMs),
    },
    requireFree: { fromMs: blockStartMs, toMs: blockEndMs },
    audit: auditEntry(ctx, {
      entity: "appointment",
      entityId: appointment.id,
      action: "rescheduled",
      detail: { ...moveDetail(appointment, { startMs, endMs }), ...decisionDetail(appointment) },
    }),
    outbox: [
      ...(appointment.calendarId ? [calendarPush(ctx, appointment.id)] : []),
      ...mailNotices(ctx, {
        appointmentId: appointment.id,
        version: appointment.version + 1,
        template: "rescheduled",
        to: ["customer"],
        waits: true,
      }),
    ],
  };
  const closes = { offerIds: over.offerIds, as: "withdrawn" as const };
  const outcome = await changeTogether(ctx.db, [...over.changes, change], closes);
  if (outcome === "slot_taken") throw refusal("busy");
  if (outcome !== "changed") throw somebodyFaster();
  const written = [appointment, ...over.held].filter((row) => row.calendarId !== null);
  await Promise.all(written.map((row) => deliverPush(ctx, row.id, BUDGET_MS)));
}
