import { findAppointmentByManageToken } from "#db/queries/appointments.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken } from "#lib/core/ids.ts";
import { changeStatus } from "./change-status.ts";

/** The customer calls it off by their own link: the token is the permission. */
export async function cancelManagedAppointment(ctx: Ctx, token: string): Promise<void> {
  const appointment = await findAppointmentByManageToken(ctx.db, hashToken(token));
  if (!appointment) throw new AppError("not_found", "This link is not valid.");
  if (appointment.startMs <= ctx.now()) throw new AppError("conflict", "This appointment has begun already.");
  await changeStatus({ ...ctx, actor: { kind: "customer" } }, appointment, {
    to: "CANCELLED",
    reason: "by_customer",
    action: "cancelled",
    template: "cancelled",
    tell: ["customer", "artist"],
  });
}
