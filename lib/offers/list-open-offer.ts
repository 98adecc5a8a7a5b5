import { findLastOffer, listHeld } from "#db/queries/offers.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { type OpenOffer, toHeldTime, toOfferView } from "./offer-view.ts";

/**
 * The offer that stands about an inquiry, an appointment or an entry of the waitlist, with the times that can be chosen
 * now; null where there is none. Whoever asks has seen to it that its reader may see that thing.
 */
export async function listOpenOffer(
  ctx: Pick<Ctx, "db" | "now">,
  aboutId: string,
): Promise<OpenOffer | null> {
  const offer = await findLastOffer(ctx.db, aboutId);
  const nowMs = ctx.now();
  if (offer?.state !== "open" || offer.expiresAt <= nowMs) return null;
  const times = (await listHeld(ctx.db, offer.id)).filter(({ startMs }) => startMs > nowMs).map(toHeldTime);
  return times.length === 0 ? null : { offer: toOfferView(offer), times };
}
