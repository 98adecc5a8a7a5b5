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
  active: boolean;
  artistIds: string[];
}

export function toServiceView({ createdAt: _, ...row }: ServiceRow, artistIds: string[]): ServiceView {
  return { ...row, artistIds };
}
