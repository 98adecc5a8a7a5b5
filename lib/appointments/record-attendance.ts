import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { changeStatus } from "./change-status.ts";
import { loadAppointment } from "./load-appointment.ts";

/**
 * Whether somebody came, once the appointment has begun. The event stays as it is and nobody is written to; what was
 * recorded by mistake is recorded the other way round, or taken back.
 * @throws AppError `conflict` before it begins, or for what was never confirmed.
 */
export async function recordAttendance(
  ctx: Ctx,
  input: { id: string; version?: number },
  to: "COMPLETED" | "NO_SHOW",
): Promise<void> {
  const appointment = await loadAppointment(ctx, input.id);
  if (appointment.startMs > ctx.now())
    throw new AppError("conflict", "This appointment has not begun yet.", {
      errors: { status: ["too_soon"] },
    });
  await changeStatus(ctx, appointment, {
    to,
    reason: null,
    action: to === "COMPLETED" ? "completed" : "no_show",
    template: null,
    tell: [],
    version: input.version,
  });
}
