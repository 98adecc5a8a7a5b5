import type { AppointmentChange } from "#db/queries/appointment-changes.ts";
import { type AppointmentRow, NOT_CHOSEN } from "#db/queries/appointments.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { calendarPush } from "#lib/sync/outbox-rows.ts";

/** A held time is over that nobody took: its event goes, nobody is written to. */
export function endHeld(ctx: Pick<Ctx, "actor" | "now">, held: AppointmentRow): AppointmentChange {
  return {
    id: held.id,
    expectedVersion: held.version,
    set: { status: "CANCELLED", statusReason: NOT_CHOSEN, conflict: false },
    audit: auditEntry(ctx, { entity: "appointment", entityId: held.id, action: "hold_ended" }),
    outbox: held.calendarId ? [calendarPush(ctx, held.id)] : [],
  };
}
