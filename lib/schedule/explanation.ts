import type { AppointmentStatus } from "#db/queries/appointments.ts";
import type { Freshness, Interval, UnavailableReason } from "#lib/availability/types.ts";
import type { BrokenRule, OfferGrounds, Where } from "./explain.ts";

/** Something that stands in a time, and since when it is known. Instants are epoch milliseconds. */
export type Blocking = Interval & {
  where: Where;
} & (
    | {
        kind: "event";
        title: string | null;
        isPrivate: boolean;
        calendar: string;
        /** Null for what was there before the calendar was first read. */
        knownSince: number | null;
        changedAt: number | null;
        /** It could not be read whole, so all that is known of it blocks. */
        unreadable: boolean;
      }
    | {
        kind: "appointment";
        id: string;
        status: AppointmentStatus;
        clientName: string;
        service: string;
        knownSince: number;
        /** True where only its buffer reaches here. */
        byBuffer: boolean;
      }
    | { kind: "private"; calendar: string }
    | { kind: "time_off" | "closure"; note: string; knownSince: number }
  );

export interface CalendarReading {
  name: string;
  /** Start of the last reading that succeeded. */
  readAt: number | null;
  failingSince: number | null;
}

/** Why a time is blocked, or can be offered. */
export interface TimeExplanation extends Freshness, Interval {
  artist: { id: string; name: string; timeZone: string };
  service: { id: string; name: string } | null;
  available: boolean;
  /** The first reason, as customers are answered. */
  reason: UnavailableReason | null;
  blocking: Blocking[];
  rules: BrokenRule[];
  /** Null while anything stands against it. */
  offer: OfferGrounds | null;
  calendars: CalendarReading[];
}

/** What was known when the time of an appointment was settled, and what stands in it now. */
export interface AppointmentExplanation extends Freshness, Interval {
  artist: { id: string; name: string; timeZone: string };
  /** The step that gave it this time: requested, created, moved. */
  settled: { at: number; action: string; by: string; byCalendar: boolean };
  /** Whether the calendar could be asked when it was requested; null where it did not have to be. */
  verifiedThen: boolean | null;
  /** Whether it lies within the hours as they are now, and in which stretch. */
  stretch: Interval | null;
  /** What overlaps it now; `after`: how long after it was settled we heard of it (ms), null for what was known before. */
  overlapping: (Blocking & { after: number | null })[];
  calendars: CalendarReading[];
}
