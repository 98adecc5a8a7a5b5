import type { BookingLimit } from "./limits.ts";
import type { Interval } from "./types.ts";

/** What decides whether a time can be offered, beside what blocks it. Spans in milliseconds. */
export interface BookingRules {
  timeZone: string;
  /** Working hours by ISO weekday, in minutes of the wall clock. */
  hours: readonly Readonly<{ weekday: number; startMinute: number; endMinute: number }>[];
  /**
   * Working times by instant, sorted and apart from each other, where they are kept elsewhere (Nextcloud's Availability
   * settings): they decide instead of `hours`. Null where `hours` decide.
   */
  openTimes: readonly Readonly<Interval>[] | null;
  durationMs: number;
  bufferBeforeMs: number;
  bufferAfterMs: number;
  minimumNoticeMs: number;
  horizonMs: number;
  slotStepMs: number;
  /** Empty: as many as fit. */
  limits: readonly BookingLimit[];
}
