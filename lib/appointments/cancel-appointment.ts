import type { Ctx } from "#lib/auth/context.ts";
import { changeStatus } from "./change-status.ts";
import { loadAppointment } from "./load-appointment.ts";

/** The studio calls an appointment off. The event goes, the time is free again, the customer is told. */
export async function cancelAppointment(
  ctx: Ctx,
  input: { id: string; word?: string; version?: number },
): Promise<void> {
  const appointment = await loadAppointment(ctx, input.id);
  await changeStatus(ctx, appointment, {
    to: "CANCELLED",
    reason: "by_studio",
    action: "cancelled",
    template: "cancelled",
    tell: ["customer"],
    word: input.word,
    version: input.version,
  });
}
