import { processWide } from "#lib/core/process-wide.ts";

/** So many may wait; more are told to come again. */
const MOST_WAITING = 24;

interface Turns {
  isTaken: boolean;
  waiting: (() => void)[];
}

/**
 * Runs `work` when nobody else's runs: unpacking a picture takes up to a few hundred megabytes, so the process never
 * does it twice at once. @returns null when too many wait already
 */
export async function oneAtATime<T>(work: () => Promise<T>): Promise<T | null> {
  const turns = processWide<Turns>("pictures.turn", () => ({ isTaken: false, waiting: [] }));
  if (turns.isTaken) {
    if (turns.waiting.length >= MOST_WAITING) return null;
    await new Promise<void>((resolve) => turns.waiting.push(resolve));
  }
  turns.isTaken = true;
  try {
    return await work();
  } finally {
    const next = turns.waiting.shift();
    // Handed on without a gap: nobody who comes now is faster than who waits.
    if (next) next();
    else turns.isTaken = false;
  }
}
