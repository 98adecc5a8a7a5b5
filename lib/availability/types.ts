/** Half-open stretch of time, epoch milliseconds. */
export interface Interval {
  startMs: number;
  endMs: number;
}

/** Why a time cannot be booked. */
export type UnavailableReason =
  | "busy"
  | "outside_hours"
  | "too_soon"
  | "too_far"
  | "day_full"
  | "week_full"
  | "calendar_unreachable";

/** How fresh an answer is: `asOf` is the start of the last sync that succeeded (epoch ms), null when none is known. */
export interface Freshness {
  asOf: number | null;
  verified: boolean;
}

export interface SlotList extends Freshness {
  timeZone: string;
  slots: Interval[];
}

/** Slots of anybody who offers a service: each with who could take it, in the studio's order. */
export interface AnySlotList extends Freshness {
  timeZone: string;
  slots: (Interval & { artistIds: string[] })[];
}

export interface AvailabilityAnswer extends Freshness {
  available: boolean;
  reason: UnavailableReason | null;
}
