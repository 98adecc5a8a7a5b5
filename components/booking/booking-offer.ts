import type { AvailabilityAnswer, Freshness } from "#lib/availability/types.ts";
import type { FreshnessKind } from "./freshness-kind.ts";

/** In place of an artist's id: whoever is free first. */
export const ANYONE = "any";

/** What the choice of a time is for: a new request, another time for one that stands, or the next sitting of a series. */
export type BookingPurpose =
  | { kind: "book" }
  | {
      kind: "move" | "sitting";
      /** Of the customer's own link. */
      token: string;
      /** epoch ms; null where nothing stands yet */
      currentStartMs: number | null;
      /** Sent along, so that a change made meanwhile is noticed. */
      version?: number;
    };

/** What the server hands to the booking page in the browser. Instants are epoch milliseconds. */
export interface BookingOffer {
  /** The page's own address. */
  path: string;
  purpose: BookingPurpose;
  /** With the id `any` (`ANYONE`) the name is empty and the zone the studio's. */
  artist: { id: string; slug: string; name: string; timeZone: string };
  /** Who could be meant by `any`, in the studio's order; empty otherwise. */
  anyOf: { id: string; name: string }[];
  service: OfferedService;
  /** Minutes: the length chosen. */
  durationMinutes: number;
  nowMs: number;
  /** The state of the artist's free times that all this was read from, or an older one. */
  availabilityVersion: number;
  /** Starts of all slots known, ascending, and the window that was read. */
  starts: number[];
  /** With `any`: who could take each start, as a bit for each of `anyOf`; beside `starts`. */
  who: number[];
  loadedFromMs: number;
  loadedToMs: number;
  /** Times before this are not shown; null where there is no such limit. */
  earliestMs: number | null;
  /** The appointment that is moved does not stand in its own way. */
  exceptAppointmentId: string | null;
  freshness: Freshness & { kind: FreshnessKind };
  /** What the server found for the time in the address. */
  check: { startMs: number; answer: AvailabilityAnswer } | null;
  draft: FormDraft | null;
  /** A form sent twice with the same key is one request. */
  idempotencyKey: string;
  /** A request of this browser's own for the very time in the address: its page. */
  earlier: { path: string } | null;
}

export interface OfferedService {
  id: string;
  name: string;
  /** Lengths to choose from, minutes, shortest first; one alone is no choice. */
  durationChoices: number[];
  sessions: number;
  /** In the smallest unit of the currency; null for none. */
  depositAmount: number | null;
  currency: string;
  asksPictures: boolean;
  /** Something has to be signed before the appointment. */
  asksConsent: boolean;
}

/** A form that was refused without JavaScript, as it comes back. */
export interface FormDraft {
  values: Record<string, string>;
  errors: Record<string, string[]>;
  code: string;
  /** When it may be sent again, epoch ms. */
  retryAt?: number | undefined;
}
