import { insertInquiry } from "#db/queries/inquiries.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { loadRules } from "#lib/availability/load-rules.ts";
import { DAY } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken, newId } from "#lib/core/ids.ts";
import { bookingCustomer } from "#lib/customers/booking-customer.ts";
import { bookingRefused, requireMayBook } from "#lib/customers/require-may-book.ts";
import { manageToken, manageUrl } from "#lib/links/manage-link.ts";
import { inquiryNotices } from "#lib/sync/outbox-rows.ts";
import type { InquiryRequest } from "./input.ts";

/** An inquiry nobody answered in so many days is over. */
export const ANSWER_MS = 30 * DAY;

export interface CreatedInquiry {
  inquiry: { id: string; status: "OPEN"; artistId: string; serviceId: string };
  inquiryUrl: string;
}

/**
 * Somebody says what they have in mind, for the artist to answer with times. Customer, pictures, history and notices
 * are stored as one. The same form sent twice is one inquiry.
 * @throws AppError `invalid_input`, `not_found`, `booking_refused`
 */
export async function createInquiry(
  ctx: Ctx,
  input: InquiryRequest,
  { locale }: { locale: string },
): Promise<CreatedInquiry> {
  if (input.website) throw bookingRefused();
  const { artist, service } = await loadRules(ctx.db, input);
  if (!service)
    throw new AppError("not_found", "There is no such service.", { errors: { serviceId: ["unknown"] } });
  await requireMayBook(ctx, { email: input.clientEmail, phone: input.clientPhone });
  const id = newId();
  const now = ctx.now();
  const linked = { id, linkGeneration: 0 };
  const stored = await insertInquiry(ctx.db, {
    inquiry: {
      id,
      artistId: artist.id,
      serviceId: service.id,
      status: "OPEN",
      description: input.description,
      placement: input.placement,
      size: input.size,
      budget: input.budget,
      wishes: input.wishes,
      timeZone: input.timeZone ?? artist.timeZone,
      locale,
      clientName: input.clientName,
      clientEmail: input.clientEmail,
      clientPhone: input.clientPhone,
      tokenHash: manageToken(ctx.env, linked, "inquiry").hash,
      expiresAt: now + ANSWER_MS,
      createdAt: now,
      updatedAt: now,
    },
    customer: bookingCustomer(ctx, {
      name: input.clientName,
      email: input.clientEmail,
      phone: input.clientPhone,
    }),
    pictures: (input.pictures ?? []).map(hashToken),
    audit: auditEntry(ctx, { entity: "inquiry", entityId: id, action: "asked" }),
    outbox: inquiryNotices(ctx, {
      inquiryId: id,
      version: 1,
      template: "received",
      to: ["customer", "artist"],
    }),
  });
  return {
    inquiry: { id: stored.id, status: "OPEN", artistId: artist.id, serviceId: service.id },
    inquiryUrl: manageUrl(ctx.env, stored, "inquiry"),
  };
}
