import { sameClock } from "./clock-words.ts";

const MONTH_MS = 30 * 86_400_000;

/**
 * The zone to show times in where none was chosen: the reader's own, unless its clock is the studio's all through the
 * year ahead; then the studio's, under its own name.
 */
export function readersZone(browserZone: string | null, artistZone: string, nowMs: number): string {
  if (browserZone === null || browserZone === artistZone) return artistZone;
  const differs = Array.from({ length: 13 }, (_, index) => nowMs + index * MONTH_MS).some(
    (ms) => !sameClock(browserZone, artistZone, ms),
  );
  return differs ? browserZone : artistZone;
}
