import { ianaZone, utc } from "#lib/ical/zone.ts";
import { comparePlaces, firstOf, searchedUntil } from "./occurrence-place.ts";
import { readOccurrences } from "./read-occurrences.ts";
import type { GatheredOccurrences, OccurrenceBatch, PlacedOccurrence } from "./thread-messages.ts";

/**
 * The first occurrences of a batch of calendar objects. It holds no more of them than are asked for, looks no further
 * than the last of those, and stops between two objects once it has taken long enough; at least one is read.
 * @param turnTo is told which object it turns to
 */
export function gatherOccurrences(
  { objects, query, enoughMs }: OccurrenceBatch,
  turnTo: (index: number) => void = () => {},
): GatheredOccurrences {
  const home = ianaZone(query.timeZone) ?? utc;
  const startedAt = performance.now();
  let occurrences: PlacedOccurrence[] = [];
  let unreadable = 0;
  for (const [index, { key, ics }] of objects.entries()) {
    if (index > 0 && performance.now() - startedAt > enoughMs)
      return { occurrences, unreadable, done: index };
    turnTo(index);
    const window = { fromMs: query.fromMs, toMs: searchedUntil(occurrences, query), home };
    try {
      const read = readOccurrences(ics, window);
      unreadable += read.unreadable;
      occurrences = firstOf(occurrences, placed(key, read.occurrences, query.after), query.most);
    } catch {
      // Reading refuses no text; should it ever, the other objects must not suffer for it.
      unreadable += 1;
    }
  }
  return { occurrences, unreadable, done: objects.length };
}

/** Those of one object behind a place. What begins together keeps its order, whatever else is in the window. */
function placed(
  key: string,
  occurrences: Omit<PlacedOccurrence, "key" | "place">[],
  after: OccurrenceBatch["query"]["after"],
): PlacedOccurrence[] {
  let number = 0;
  let before: number | null = null;
  const all = occurrences.map((occurrence): PlacedOccurrence => {
    number = occurrence.startMs === before ? number + 1 : 0;
    before = occurrence.startMs;
    const place: PlacedOccurrence["place"] = [
      occurrence.startMs,
      `${key} ${String(number).padStart(4, "0")}`,
    ];
    return { ...occurrence, key, place };
  });
  return after === null ? all : all.filter(({ place }) => comparePlaces(place, after) > 0);
}
