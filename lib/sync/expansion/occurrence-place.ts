/** Where an occurrence stands in a list: by its start (epoch milliseconds), then by a key that tells equals apart. */
export type OccurrencePlace = [startMs: number, key: string];

/** Below 0 where `one` comes first. */
export function comparePlaces(one: OccurrencePlace, other: OccurrencePlace): number {
  return one[0] - other[0] || (one[1] < other[1] ? -1 : one[1] > other[1] ? 1 : 0);
}

/** The first `most` of both, in order. */
export function firstOf<Placed extends { place: OccurrencePlace }>(
  one: readonly Placed[],
  other: readonly Placed[],
  most: number,
): Placed[] {
  return [...one, ...other].sort((a, b) => comparePlaces(a.place, b.place)).slice(0, most);
}

/**
 * Until when there is something to look for: with `most` of them found, nothing that begins after the last of those.
 * Epoch milliseconds, exclusive.
 */
export function searchedUntil(
  found: readonly { place: OccurrencePlace }[],
  { fromMs, toMs, most }: { fromMs: number; toMs: number; most: number },
): number {
  const last = found[most - 1];
  return last ? Math.min(toMs, Math.max(fromMs, last.place[0]) + 1) : toMs;
}
