import { changeAppointment } from "#db/queries/appointment-changes.ts";
import { listExpiredRequests } from "#db/queries/appointments.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { calendarPush, mailNotices } from "#lib/sync/outbox-rows.ts";

/** Declines pending requests that nobody answered in time. Customer and artist are told. @returns how many. */
export async function expireRequests(ctx: Ctx): Promise<number> {
  requireAdmin(ctx.actor);
  const overdue = await listExpiredRequests(ctx.db, ctx.now());
  let expired = 0;
  for (const appointment of overdue) {
    const outcome = await changeAppointment(ctx.db, {
      id: appointment.id,
      expectedVersion: appointment.version,
      set: { status: "DECLINED", statusReason: "expired" },
      audit: auditEntry(ctx, { entity: "appointment", entityId: appointment.id, action: "expired" }),
      outbox: [
        ...(appointment.calendarId ? [calendarPush(ctx, appointment.id)] : []),
        ...mailNotices(ctx, {
          appointmentId: appointment.id,
          version: appointment.version + 1,
          template: "expired",
          to: ["customer", "artist"],
        }),
      ],
    });
    if (outcome === "changed") expired += 1;
  }
  return expired;
}
