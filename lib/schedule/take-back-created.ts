import { changeAppointment } from "#db/queries/appointment-changes.ts";
import { findLastAudit } from "#db/queries/audit.ts";
import { somebodyFaster } from "#lib/appointments/change-status.ts";
import { loadAppointment } from "#lib/appointments/load-appointment.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { MINUTE, SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { deliverPush } from "#lib/sync/deliver-outbox.ts";
import { calendarPush, mailNotices } from "#lib/sync/outbox-rows.ts";

const BUDGET_MS = 2 * SECOND;
const UNDO_MS = 30 * MINUTE;

/**
 * Takes an appointment back that the studio has just entered: its event goes and its time is free. A customer whose
 * notice has not left yet hears of neither; one who read it is told.
 * @throws AppError `conflict` once anything else happened to it, or after 30 minutes
 */
export async function takeBackCreated(ctx: Ctx, id: string): Promise<void> {
  const appointment = await loadAppointment(ctx, id);
  const line = await findLastAudit(ctx.db, "appointment", id);
  if (line?.action !== "created" || appointment.status !== "CONFIRMED" || appointment.version !== 1)
    throw new AppError("conflict", "There is nothing here that can be taken back. Cancel it instead.");
  if (ctx.now() - line.at > UNDO_MS)
    throw new AppError("conflict", "This was entered more than 30 minutes ago. Cancel it instead.");
  const outcome = await changeAppointment(ctx.db, {
    id,
    expectedVersion: appointment.version,
    set: { status: "CANCELLED", statusReason: "by_studio" },
    takesBackVersion: appointment.version,
    audit: auditEntry(ctx, {
      entity: "appointment",
      entityId: id,
      action: "undone",
      detail: { undid: "created", undidBy: line.actorName },
    }),
    outbox: [
      ...(appointment.calendarId ? [calendarPush(ctx, id)] : []),
      ...(line.detail.told === true
        ? mailNotices(ctx, { appointmentId: id, version: 2, template: "cancelled", to: ["customer"] })
        : []),
    ],
  });
  if (outcome !== "changed") throw somebodyFaster();
  if (appointment.calendarId) await deliverPush(ctx, id, BUDGET_MS);
}
