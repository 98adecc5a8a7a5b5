import type { WaitlistWithNames } from "#db/queries/waitlist.ts";
import type { OpenOffer } from "#lib/offers/offer-view.ts";

/** An entry of the waitlist as pages show it. Instants are epoch milliseconds, days `YYYY-MM-DD`. */
export type WaitlistView = Omit<WaitlistWithNames, "tokenHash" | "linkGeneration" | "locale"> & {
  /** What is held for them now. */
  open: OpenOffer | null;
};

export function toWaitlistView(row: WaitlistWithNames, open: OpenOffer | null): WaitlistView {
  const { tokenHash: _hash, linkGeneration: _generation, locale: _locale, ...view } = row;
  return { ...view, open };
}
