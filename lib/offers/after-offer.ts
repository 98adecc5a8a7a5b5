import type { InquiryRow } from "#db/queries/inquiries.ts";
import { findInquiry } from "#db/queries/inquiries.ts";
import type { AboutChange, OfferRow } from "#db/queries/offers.ts";
import type { NewOutboxRow } from "#db/queries/outbox.ts";
import { countUnanswered, findWaitlistEntry } from "#db/queries/waitlist.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { DAY } from "#lib/core/clock.ts";
import { DECISION_WAIT_MS, inquiryNotices, waitlistNotice } from "#lib/sync/outbox-rows.ts";

/** How long an inquiry stays open at least after times for it were offered in vain. */
const OPEN_AGAIN_MS = 14 * DAY;
/** Whoever left so many times of the waitlist unanswered waits no more. */
const MOST_UNANSWERED = 3;

/** How an offer ended that led to nothing. */
export type VainEnd = "expired" | "refused" | "withdrawn";

/**
 * What becomes of an inquiry or an entry of the waitlist once an offer about it led to nothing: the inquiry is open
 * again, the entry waits on, without the starts it let pass, unless it left three unanswered. Null for an appointment,
 * and where it is over already.
 */
export async function afterOffer(
  ctx: Ctx,
  offer: OfferRow,
  end: VainEnd,
  options: { passedStarts: number[]; word?: string },
): Promise<AboutChange | null> {
  if (offer.kind === "inquiry") {
    const inquiry = await findInquiry(ctx.db, offer.aboutId);
    return inquiry?.status === "OFFERED"
      ? openAgain(ctx, inquiry, { offerId: offer.id, end, word: options.word ?? "" })
      : null;
  }
  if (offer.kind !== "waitlist") return null;
  const entry = await findWaitlistEntry(ctx.db, offer.aboutId);
  if (entry?.state !== "OFFERED") return null;
  const audit = auditEntry(ctx, { entity: "waitlist", entityId: entry.id, action: `offer_${end}` });
  // With the one that runs out now.
  const isOver = end === "expired" && countUnanswered(ctx.db, entry.id) + 1 >= MOST_UNANSWERED;
  return {
    kind: "waitlist",
    id: entry.id,
    expectedVersion: entry.version,
    set: {
      state: isOver ? "EXPIRED" : "WAITING",
      passedStarts: [...new Set([...entry.passedStarts, ...options.passedStarts])].slice(-200),
    },
    audit,
    outbox:
      end === "refused"
        ? []
        : waitlistNotice(ctx, {
            entryId: entry.id,
            version: entry.version + 1,
            template: isOver ? "over" : "passed",
          }).map((row) => waiting(row, end)),
  };
}

/** What the studio took back it may offer again at once: then nobody need read of it. */
function waiting(row: NewOutboxRow, end: VainEnd): NewOutboxRow {
  return end === "withdrawn" ? { ...row, nextAttemptAt: row.nextAttemptAt + DECISION_WAIT_MS } : row;
}

function openAgain(
  ctx: Ctx,
  inquiry: InquiryRow,
  { offerId, end, word }: { offerId: string; end: VainEnd; word: string },
): AboutChange {
  const notice = { inquiryId: inquiry.id, version: inquiry.version + 1 };
  const told: ("customer" | "artist")[] = end === "withdrawn" ? ["customer"] : ["customer", "artist"];
  return {
    kind: "inquiry",
    id: inquiry.id,
    expectedVersion: inquiry.version,
    set: { status: "OPEN", expiresAt: Math.max(inquiry.expiresAt, ctx.now() + OPEN_AGAIN_MS) },
    audit: auditEntry(ctx, {
      entity: "inquiry",
      entityId: inquiry.id,
      action: `offer_${end}`,
      detail: word ? { word } : {},
    }),
    outbox:
      end === "refused"
        ? inquiryNotices(ctx, { ...notice, template: "offer_refused", to: ["artist"], word }).map((row) => ({
            ...row,
            id: `mail:inquiry:${inquiry.id}:refused-${offerId}:artist`,
          }))
        : inquiryNotices(ctx, { ...notice, template: "offer_expired", to: told }).map((row) =>
            waiting(row, end),
          ),
  };
}
