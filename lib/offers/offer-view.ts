import type { AppointmentRow } from "#db/queries/appointments.ts";
import type { OfferRow } from "#db/queries/offers.ts";

/** A time that is held for somebody. Instants are epoch milliseconds. */
export interface HeldTime {
  heldId: string;
  startMs: number;
  endMs: number;
}

export type OfferView = Pick<
  OfferRow,
  "id" | "kind" | "aboutId" | "word" | "state" | "expiresAt" | "createdAt"
>;

/** An offer that stands, with the times that can still be chosen, soonest first. */
export interface OpenOffer {
  offer: OfferView;
  times: HeldTime[];
}

export function toOfferView(row: OfferRow): OfferView {
  const { id, kind, aboutId, word, state, expiresAt, createdAt } = row;
  return { id, kind, aboutId, word, state, expiresAt, createdAt };
}

export function toHeldTime({ id, startMs, endMs }: AppointmentRow): HeldTime {
  return { heldId: id, startMs, endMs };
}
