import type { Freshness } from "./types.ts";

/** Several answers as one: as old as the oldest, verified when each of them is. */
export function togetherAsFresh(answers: readonly Freshness[]): Freshness {
  const known = answers.map(({ asOf }) => asOf).filter((asOf) => asOf !== null);
  return {
    asOf: known.length === answers.length && known.length > 0 ? Math.min(...known) : null,
    verified: answers.length > 0 && answers.every(({ verified }) => verified),
  };
}
