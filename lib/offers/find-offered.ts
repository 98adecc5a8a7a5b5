import { type AppointmentWithNames, findAppointmentByManageToken } from "#db/queries/appointments.ts";
import { findInquiryByToken, type InquiryWithNames } from "#db/queries/inquiries.ts";
import type { OfferKind } from "#db/queries/offers.ts";
import { findWaitlistByToken, type WaitlistWithNames } from "#db/queries/waitlist.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken } from "#lib/core/ids.ts";

export type Offered =
  | { kind: "inquiry"; row: InquiryWithNames }
  | { kind: "appointment"; row: AppointmentWithNames }
  | { kind: "waitlist"; row: WaitlistWithNames };

/** What a customer's link leads to, where times may have been offered. @throws AppError `not_found` */
export async function findOffered(
  ctx: Pick<Ctx, "db">,
  { kind, token }: { kind: OfferKind; token: string },
): Promise<Offered> {
  const hash = hashToken(token);
  if (kind === "inquiry") {
    const row = await findInquiryByToken(ctx.db, hash);
    if (row) return { kind, row };
  } else if (kind === "waitlist") {
    const row = await findWaitlistByToken(ctx.db, hash);
    if (row) return { kind, row };
  } else {
    const row = await findAppointmentByManageToken(ctx.db, hash);
    if (row && row.status !== "HELD") return { kind, row };
  }
  throw new AppError("not_found", "This link is not valid.");
}
