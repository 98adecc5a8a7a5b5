import type { Ctx } from "#lib/auth/context.ts";
import { changeStatus } from "./change-status.ts";
import { loadAppointment } from "./load-appointment.ts";

/** A request becomes an appointment: `REQUEST: ` leaves the event's title, the customer is told. */
export async function confirmAppointment(ctx: Ctx, input: { id: string; version?: number }): Promise<void> {
  const appointment = await loadAppointment(ctx, input.id);
  await changeStatus(ctx, appointment, {
    to: "CONFIRMED",
    reason: null,
    action: "confirmed",
    template: "confirmed",
    tell: ["customer"],
    version: input.version,
  });
}
