import type { ServiceRow } from "#db/queries/artists.ts";

/** A service as the console shows and edits it. Durations, buffers, notice and step in minutes, the horizon in days. */
export interface ServiceView {
  id: string;
  name: string;
  description: string;
  durationMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  minimumNoticeMinutes: number;
  horizonDays: number;
  slotStepMinutes: number;
  priceNote: string;
  bookingMode: "slot" | "idea";
  /** Further lengths beside `durationMinutes`. */
  durationChoices: number[];
  sessions: number;
  sessionGapDays: number;
  /** At most so many with one artist; null = no limit. */
  dailyMaximum: number | null;
  weeklyMaximum: number | null;
  /** In the smallest unit of the studio's currency; null = none. */
  depositAmount: number | null;
  consentFormId: string | null;
  asksPictures: boolean;
  active: boolean;
  artistIds: string[];
}

export function toServiceView({ createdAt: _, ...row }: ServiceRow, artistIds: string[]): ServiceView {
  return { ...row, artistIds };
}
