import { listAudit } from "#db/queries/audit.ts";
import { listMessages } from "#db/queries/customer-messages.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { manageUrl } from "#lib/links/manage-link.ts";
import { listOpenOffer } from "#lib/offers/list-open-offer.ts";
import { listPictures } from "#lib/pictures/list-pictures.ts";
import { type InquiryDetails, toInquiryView } from "./inquiry-view.ts";
import { loadInquiry } from "./load-inquiry.ts";

/** Everything about one inquiry, for the studio. @throws AppError `not_signed_in`, `not_found`, `not_allowed` */
export async function showInquiry(ctx: Ctx, id: string): Promise<InquiryDetails> {
  const row = await loadInquiry(ctx, id);
  // What was said and sent goes on with the appointment.
  const about = row.appointmentId ?? row.id;
  const [pictures, messages, open, history] = await Promise.all([
    listPictures(ctx, about),
    listMessages(ctx.db, about),
    listOpenOffer(ctx, row.id),
    listAudit(ctx.db, "inquiry", row.id),
  ]);
  return {
    inquiry: toInquiryView(row),
    pictures,
    messages: messages.map(({ id, author, authorName, text, createdAt }) => ({
      id,
      author,
      authorName,
      text,
      createdAt,
    })),
    open,
    history: history.map(({ at, actorName, actorKind, action, detail }) => ({
      at,
      actorName,
      actorKind,
      action,
      detail,
    })),
    customerUrl: manageUrl(ctx.env, row, "inquiry"),
  };
}
