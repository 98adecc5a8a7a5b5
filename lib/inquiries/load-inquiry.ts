import { findInquiry, type InquiryWithNames } from "#db/queries/inquiries.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAppointmentAccess, requireSignedIn } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";

/**
 * The inquiry somebody of the studio wants to see or answer, once they may; artists see their own.
 * @throws AppError `not_signed_in`, `not_found`, `not_allowed`
 */
export async function loadInquiry(ctx: Ctx, id: string): Promise<InquiryWithNames> {
  requireSignedIn(ctx.actor);
  const inquiry = await findInquiry(ctx.db, id);
  if (!inquiry) throw new AppError("not_found", "There is no inquiry with this id.");
  requireAppointmentAccess(ctx.actor, inquiry.artistId);
  return inquiry;
}
