import { changeAppointment } from "#db/queries/appointment-changes.ts";
import { findAppointment } from "#db/queries/appointments.ts";
import { endOffer, listOfferTimes, type OfferRow } from "#db/queries/offers.ts";
import { deleteEndedHolds, listHeldPast, listOffersDue } from "#db/queries/over-offers.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { DAY } from "#lib/core/clock.ts";
import { mailNotices, ofOffer } from "#lib/sync/outbox-rows.ts";
import { afterOffer } from "./after-offer.ts";
import { endHeld } from "./end-held.ts";
import { goesOn } from "./goes-on.ts";

const LIMIT = 200;

/**
 * Ends offers whose time is over, those of which the calendar left no time, and those whose appointment is over, as
 * where its event was deleted; lets single times go that have begun. Whoever was offered them is told, unless the end
 * of the appointment was told already. @returns how many offers ended.
 */
export async function expireOffers(ctx: Ctx): Promise<number> {
  requireAdmin(ctx.actor);
  const nowMs = ctx.now();
  let ended = 0;
  for (const offer of await listOffersDue(ctx.db, nowMs, LIMIT)) if (await expire(ctx, offer)) ended += 1;
  for (const held of await listHeldPast(ctx.db, nowMs, LIMIT))
    await changeAppointment(ctx.db, endHeld(ctx, held));
  return ended;
}

async function expire(ctx: Ctx, offer: OfferRow): Promise<boolean> {
  const times = await listOfferTimes(ctx.db, offer.id);
  const held = times.filter(({ status }) => status === "HELD");
  const origin = offer.kind === "appointment" ? await findAppointment(ctx.db, offer.aboutId) : undefined;
  const isOriginOver = offer.kind === "appointment" && !(origin && goesOn(origin));
  // Deleted in the calendar before its time was over: the artist took it back.
  const isWithdrawn = isOriginOver || (held.length === 0 && offer.expiresAt > ctx.now());
  const end = isWithdrawn ? "withdrawn" : "expired";
  const outcome = await endOffer(ctx.db, {
    offerId: offer.id,
    state: end,
    endHeld: (row) => endHeld(ctx, row),
    about: await afterOffer(ctx, offer, end, { passedStarts: times.map(({ startMs }) => startMs) }),
    audit: [
      auditEntry(ctx, { entity: "offer", entityId: offer.id, action: end }),
      // Where it is over, the end of it stays the last word of its history, so that it can be taken back.
      ...(origin && !isOriginOver
        ? [auditEntry(ctx, { entity: "appointment", entityId: origin.id, action: `offer_${end}` })]
        : []),
    ],
    outbox:
      origin && !isOriginOver
        ? ofOffer(
            mailNotices(ctx, {
              appointmentId: origin.id,
              version: origin.version,
              template: "offer_expired",
              to: isWithdrawn ? ["customer"] : ["customer", "artist"],
            }),
            offer.id,
          )
        : [],
  });
  return outcome === "ended";
}

/** Deletes times nobody took a day after they ended and their event is gone. @returns how many. */
export async function sweepHolds(ctx: Ctx): Promise<number> {
  requireAdmin(ctx.actor);
  return deleteEndedHolds(ctx.db, ctx.now() - DAY, 500);
}
