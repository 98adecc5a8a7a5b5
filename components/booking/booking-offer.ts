import type { AvailabilityAnswer, Freshness } from "#lib/availability/types.ts";
import type { FreshnessKind } from "./freshness-kind.ts";

/** What the server hands to the booking page in the browser. Instants are epoch milliseconds. */
export interface BookingOffer {
  path: string;
  artist: { id: string; slug: string; name: string; timeZone: string };
  service: { id: string; name: string; durationMinutes: number };
  nowMs: number;
  /** The state of the artist's free times that all this was read from, or an older one. */
  availabilityVersion: number;
  /** Starts of all slots known, ascending, and the window that was read. */
  starts: number[];
  loadedFromMs: number;
  loadedToMs: number;
  freshness: Freshness & { kind: FreshnessKind };
  /** What the server found for the time in the address. */
  check: { startMs: number; answer: AvailabilityAnswer } | null;
  draft: FormDraft | null;
}

/** A form that was refused without JavaScript, as it comes back. */
export interface FormDraft {
  values: Record<string, string>;
  errors: Record<string, string[]>;
  code: string;
}
