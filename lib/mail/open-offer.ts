import type { Db } from "#db/client.ts";
import { findLastOffer, listHeld } from "#db/queries/offers.ts";
import type { Span } from "./zoned-span.ts";

/** Times that are held for somebody right now, until an instant in epoch milliseconds. */
export interface HeldOffer {
  expiresAt: number;
  times: Span[];
}

/** What a reader of a mail can choose from at the moment; null where nothing is held (any more). */
export async function openOffer(db: Db, aboutId: string, nowMs: number): Promise<HeldOffer | null> {
  const offer = await findLastOffer(db, aboutId);
  if (offer?.state !== "open" || offer.expiresAt <= nowMs) return null;
  const times = (await listHeld(db, offer.id)).filter(({ startMs }) => startMs > nowMs);
  return times.length === 0 ? null : { expiresAt: offer.expiresAt, times };
}
