import type { InquiryWithNames } from "#db/queries/inquiries.ts";
import { changeInquiry } from "#db/queries/inquiries.ts";
import { type AboutChange, endOffer, findLastOffer, listHeld } from "#db/queries/offers.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { endHeld } from "#lib/offers/end-held.ts";
import { deliverPush } from "#lib/sync/deliver-outbox.ts";
import { type InquiryTemplate, inquiryNotices } from "#lib/sync/outbox-rows.ts";

const BUDGET_MS = 2 * SECOND;

/** An inquiry is over without an appointment; times held for it are free again. */
export async function closeInquiry(
  ctx: Ctx,
  inquiry: InquiryWithNames,
  step: {
    to: "DECLINED" | "WITHDRAWN" | "EXPIRED";
    template: InquiryTemplate;
    tell: ("customer" | "artist")[];
    word?: string;
    version?: number;
  },
): Promise<void> {
  const { id, version } = inquiry;
  if (inquiry.status !== "OPEN" && inquiry.status !== "OFFERED")
    throw new AppError("conflict", `This inquiry is already ${inquiry.status.toLowerCase()}.`);
  if (step.version !== undefined && step.version !== version) throw changedMeanwhile();
  const word = step.word ?? "";
  const about: AboutChange = {
    kind: "inquiry",
    id,
    expectedVersion: version,
    set: { status: step.to },
    audit: auditEntry(ctx, {
      entity: "inquiry",
      entityId: id,
      action: step.to.toLowerCase(),
      detail: word ? { word } : {},
    }),
    outbox: inquiryNotices(ctx, {
      inquiryId: id,
      version: version + 1,
      template: step.template,
      to: step.tell,
      word,
    }),
  };
  const offer = await findLastOffer(ctx.db, id);
  if (offer?.state !== "open") {
    if ((await changeInquiry(ctx.db, about)) === "stale") throw changedMeanwhile();
    return;
  }
  const held = await listHeld(ctx.db, offer.id);
  const outcome = await endOffer(ctx.db, {
    offerId: offer.id,
    state: step.to === "WITHDRAWN" ? "refused" : "withdrawn",
    endHeld: (row) => endHeld(ctx, row),
    about,
    audit: [],
    outbox: [],
  });
  if (outcome === "stale") throw changedMeanwhile();
  const written = held.filter(({ calendarId }) => calendarId !== null);
  await Promise.all(written.map((row) => deliverPush(ctx, row.id, BUDGET_MS)));
}

function changedMeanwhile(): AppError {
  return new AppError("conflict", "Somebody changed this inquiry in the meantime. Please look at it again.");
}
