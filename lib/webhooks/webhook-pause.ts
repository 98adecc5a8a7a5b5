import { DAY, HOUR, MINUTE, SECOND } from "#lib/core/clock.ts";

/** How long to wait after the first failure, the second, … After the last one a delivery is given up. */
const PAUSES = [5 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 6 * HOUR, 12 * HOUR, DAY];

/**
 * The pause after so many failed attempts, a tenth shorter or longer at random, so that what failed together does not
 * come back together. @returns null when it is time to give up. Milliseconds.
 */
export function webhookPause(failures: number, random: () => number = Math.random): number | null {
  const pause = PAUSES[failures - 1];
  return pause === undefined ? null : Math.round(pause * (0.9 + 0.2 * random()));
}
