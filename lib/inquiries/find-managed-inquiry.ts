import { listMessages } from "#db/queries/customer-messages.ts";
import { findInquiryByToken, type InquiryWithNames } from "#db/queries/inquiries.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken } from "#lib/core/ids.ts";
import { listOpenOffer } from "#lib/offers/list-open-offer.ts";
import { successorOf } from "#lib/offers/successor-of.ts";
import { listPictures } from "#lib/pictures/list-pictures.ts";
import { type InquiryDetails, type InquiryView, toInquiryView } from "./inquiry-view.ts";

export interface ManagedInquiry extends Pick<InquiryDetails, "pictures" | "messages" | "open"> {
  inquiry: InquiryView;
  /** Where it goes on once a time was chosen. */
  appointmentUrl: string | null;
}

/** @throws AppError `not_found` for a link that is not valid */
export async function requireManagedInquiry(ctx: Pick<Ctx, "db">, token: string): Promise<InquiryWithNames> {
  const row = /^[\w-]{20,128}$/.test(token) ? await findInquiryByToken(ctx.db, hashToken(token)) : undefined;
  if (!row) throw new AppError("not_found", "This link is not valid.");
  return row;
}

/** What a customer sees behind their own link; null for one that is not valid. */
export async function findManagedInquiry(
  ctx: Pick<Ctx, "db" | "now" | "env">,
  token: string,
): Promise<ManagedInquiry | null> {
  const row = /^[\w-]{20,128}$/.test(token) ? await findInquiryByToken(ctx.db, hashToken(token)) : undefined;
  if (!row) return null;
  const about = row.appointmentId ?? row.id;
  const [pictures, messages, open, successor] = await Promise.all([
    listPictures(ctx, about),
    listMessages(ctx.db, about),
    listOpenOffer(ctx, row.id),
    row.status === "BOOKED" ? successorOf(ctx, row.id) : null,
  ]);
  return {
    inquiry: toInquiryView(row),
    pictures,
    messages,
    open,
    appointmentUrl: successor?.manageUrl ?? null,
  };
}
