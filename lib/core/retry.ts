/** Exponential backoff with full jitter: a random delay up to `base · 2^attempts`, capped. Milliseconds. */
export function backoff(
  attempts: number,
  limits: { baseMs: number; maximumMs: number },
  random: () => number = Math.random,
): number {
  const ceiling = Math.min(limits.maximumMs, limits.baseMs * 2 ** Math.min(attempts, 30));
  // Never at once: at least a tenth of the ceiling.
  return Math.round(ceiling * (0.1 + 0.9 * random()));
}
