import { findAppointment, findAppointmentByManageToken } from "#db/queries/appointments.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken } from "#lib/core/ids.ts";
import { customerCalendarFile } from "#lib/mail/calendar-links.ts";
import { successorOf } from "#lib/offers/successor-of.ts";
import { isForgotten, isManageToken } from "./require-managed.ts";

/** Offers that answered offers; nobody goes on longer than that. */
const MAX_STEPS = 20;

/**
 * The appointment behind a customer's link as an iCalendar file to open: the entry that mails about it carry. Once
 * another time was chosen in its place, that is what the entry is about, also behind the older link.
 * @throws AppError `not_found` for a link that is not valid.
 */
export async function managedCalendarFile(ctx: Ctx, token: string): Promise<string> {
  let appointment = isManageToken(token)
    ? await findAppointmentByManageToken(ctx.db, hashToken(token))
    : undefined;
  if (!appointment || isForgotten(appointment)) throw new AppError("not_found", "This link is not valid.");
  for (let step = 0; step < MAX_STEPS; step++) {
    const next = await successorOf(ctx, appointment.id);
    const successor = next && (await findAppointment(ctx.db, next.id));
    if (!successor) break;
    appointment = successor;
  }
  return customerCalendarFile(ctx, appointment);
}
