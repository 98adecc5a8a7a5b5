import { type AppointmentWithNames, findAppointment } from "#db/queries/appointments.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAppointmentAccess, requireSignedIn } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";

/**
 * The appointment somebody wants to see or change, once they may.
 * @throws AppError `not_signed_in`, `not_found`, `not_allowed`
 */
export async function loadAppointment(ctx: Ctx, id: string): Promise<AppointmentWithNames> {
  requireSignedIn(ctx.actor);
  const appointment = await findAppointment(ctx.db, id);
  if (!appointment) throw new AppError("not_found", "There is no appointment with this id.");
  requireAppointmentAccess(ctx.actor, appointment.artistId);
  return appointment;
}
