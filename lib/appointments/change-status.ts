import type { AppointmentChange } from "#db/queries/appointment-changes.ts";
import type { AppointmentRow, AppointmentStatus } from "#db/queries/appointments.ts";
import { changeTogether } from "#db/queries/sittings.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import type { NoticeTemplate } from "#lib/mail/compose-notice.ts";
import { deliverPush } from "#lib/sync/deliver-outbox.ts";
import { calendarPush, mailNotices } from "#lib/sync/outbox-rows.ts";
import { decisionDetail } from "#lib/sync/restorable-state.ts";
import { standingOffers } from "./standing-offers.ts";

/** Which status may follow which by a person's word. */
const FOLLOWS: Partial<Record<AppointmentStatus, AppointmentStatus[]>> = {
  PENDING: ["CONFIRMED", "DECLINED", "CANCELLED"],
  CONFIRMED: ["CANCELLED", "COMPLETED", "NO_SHOW"],
  COMPLETED: ["NO_SHOW"],
  NO_SHOW: ["COMPLETED"],
};

/** The event stays in the calendar as it is: somebody came, or did not. */
const LEAVES_EVENT: AppointmentStatus[] = ["COMPLETED", "NO_SHOW"];

const WRITE_BUDGET_MS = 2 * SECOND;

/**
 * One step of an appointment's life, its history, its event and its notices; times that were offered instead of it go
 * with it where it is over. Compares and swaps on the version, so
 * two people never both decide.
 * @throws AppError `conflict` when the step is not possible (any more).
 */
export async function changeStatus(
  ctx: Ctx,
  appointment: AppointmentRow,
  step: {
    to: AppointmentStatus;
    reason: string | null;
    action: string;
    /** Null where nobody is written to. */
    template: NoticeTemplate | null;
    tell: ("customer" | "artist")[];
    word?: string;
    /** The version the person saw. */
    version?: number;
  },
): Promise<void> {
  if (!FOLLOWS[appointment.status]?.includes(step.to)) throw alreadyDecided(appointment.status);
  if (step.version !== undefined && step.version !== appointment.version) throw somebodyFaster();
  const pushes = appointment.calendarId !== null && !LEAVES_EVENT.includes(step.to);
  const over = await standingOffers(ctx, step.to === "CONFIRMED" ? [] : [appointment]);
  const change: AppointmentChange = {
    id: appointment.id,
    expectedVersion: appointment.version,
    set: {
      status: step.to,
      statusReason: step.reason,
      // A person has looked at it.
      ...(step.to === "CONFIRMED" ? { unverified: false } : {}),
    },
    audit: auditEntry(ctx, {
      entity: "appointment",
      entityId: appointment.id,
      action: step.action,
      detail: { ...(step.word ? { word: step.word } : {}), ...decisionDetail(appointment) },
    }),
    outbox: [
      ...(pushes ? [calendarPush(ctx, appointment.id)] : []),
      ...(step.template === null
        ? []
        : mailNotices(ctx, {
            appointmentId: appointment.id,
            version: appointment.version + 1,
            template: step.template,
            to: step.tell,
            word: step.word,
            waits: ctx.actor.kind !== "customer",
          })),
    ],
  };
  const closes = { offerIds: over.offerIds, as: "withdrawn" as const };
  const outcome = await changeTogether(ctx.db, [...over.changes, change], closes);
  if (outcome === "slot_taken") throw new AppError("slot_taken", "Time slot not available");
  if (outcome !== "changed") throw somebodyFaster();
  const written = [...(pushes ? [appointment] : []), ...over.held].filter((row) => row.calendarId !== null);
  await Promise.all(written.map((row) => deliverPush(ctx, row.id, WRITE_BUDGET_MS)));
}

export function somebodyFaster(): AppError {
  return new AppError(
    "conflict",
    "Somebody changed this appointment in the meantime. Please look at it again.",
  );
}

function alreadyDecided(status: AppointmentStatus): AppError {
  return new AppError("conflict", `This appointment is already ${status.toLowerCase().replace("_", " ")}.`);
}
