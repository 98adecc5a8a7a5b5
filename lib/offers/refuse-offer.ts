import { addMessage } from "#db/queries/customer-messages.ts";
import { endOffer, findLastOffer, listHeld } from "#db/queries/offers.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { deliverPush } from "#lib/sync/deliver-outbox.ts";
import { mailNotices } from "#lib/sync/outbox-rows.ts";
import { afterOffer } from "./after-offer.ts";
import { endHeld } from "./end-held.ts";
import { findOffered, type Offered } from "./find-offered.ts";

const BUDGET_MS = 2 * SECOND;

/**
 * None of the offered times suits: they are free again, and the studio reads the customer's word. Safe to repeat.
 * @throws AppError `not_found`, `conflict` when one was chosen already
 */
export async function refuseOffer(
  base: Ctx,
  input: { kind: Offered["kind"]; token: string; word?: string },
): Promise<void> {
  const ctx: Ctx = { ...base, actor: { kind: "customer" } };
  const { kind, row } = await findOffered(ctx, input);
  const offer = await findLastOffer(ctx.db, row.id);
  if (offer?.state === "chosen") throw new AppError("conflict", "One of these times was chosen already.");
  if (offer?.state !== "open") return;
  const word = input.word ?? "";
  const held = await listHeld(ctx.db, offer.id);
  const passedStarts = held.map(({ startMs }) => startMs);
  const outcome = await endOffer(ctx.db, {
    offerId: offer.id,
    state: "refused",
    endHeld: (one) => endHeld(ctx, one),
    about: await afterOffer(ctx, offer, "refused", { passedStarts, word }),
    together: (db) => {
      if (word === "" || kind === "waitlist") return;
      const message = {
        id: newId(),
        aboutId: row.id,
        author: "customer" as const,
        authorName: row.clientName,
      };
      addMessage(db, { ...message, text: word, createdAt: ctx.now() });
    },
    audit: [
      auditEntry(ctx, {
        entity: "offer",
        entityId: offer.id,
        action: "refused",
        detail: word ? { word } : {},
      }),
      ...(kind === "appointment"
        ? [auditEntry(ctx, { entity: "appointment", entityId: row.id, action: "offer_refused" })]
        : []),
    ],
    outbox:
      kind === "appointment"
        ? mailNotices(ctx, {
            appointmentId: row.id,
            version: row.version,
            template: "offer_refused",
            to: ["artist"],
            word,
            // A refusal is no change of the appointment, so its row is named after the offer.
          }).map((notice) => ({ ...notice, id: `mail:${row.id}:refused-${offer.id}:artist` }))
        : [],
  });
  if (outcome !== "ended") throw new AppError("conflict", "This changed meanwhile. Please look again.");
  const written = held.filter(({ calendarId }) => calendarId !== null);
  await Promise.all(written.map(({ id }) => deliverPush(ctx, id, BUDGET_MS)));
}
