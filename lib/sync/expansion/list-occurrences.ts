import { processWide } from "#lib/core/process-wide.ts";
import { Expander } from "./expander.ts";
import { firstOf, searchedUntil } from "./occurrence-place.ts";
import type { OccurrenceBatch, OccurrenceQuery, PlacedOccurrence } from "./thread-messages.ts";

type CalendarText = OccurrenceBatch["objects"][number];

export interface OccurrenceLimits {
  /** The thread answers a batch after this long, between two objects. Milliseconds. */
  enoughMs: number;
  /** It is ended after this long: the object it is at has then taken the rest by itself. Milliseconds. */
  batchMs: number;
  /** For all objects; those not read by then count as unreadable. Milliseconds from when the thread is there. */
  totalMs: number;
}

const MEMORY_MEGABYTES = 256;
const LIMITS: OccurrenceLimits = { enoughMs: 300, batchMs: 1_000, totalMs: 2_000 };
const BATCH_OBJECTS = 500;
const BATCH_CHARACTERS = 4_000_000;

/**
 * The first occurrences of calendar objects, in order and in words, read in a thread of its own that is ended when an
 * object takes too long or too much memory: somebody waits for this, and the mirror waits for nobody. `unreadable`
 * counts events that could not be read, and objects that could not be read in time.
 * @throws Error when no thread can be started
 */
export async function listOccurrences(
  objects: readonly CalendarText[],
  query: OccurrenceQuery,
): Promise<{ occurrences: PlacedOccurrence[]; unreadable: number }> {
  return listIn(sharedExpander(), objects, query, LIMITS);
}

/** Starts the thread, which takes a tenth of a second: to be called before waiting for objects. */
export function prepareOccurrences(): void {
  sharedExpander().warm();
}

function sharedExpander(): Expander {
  return processWide("occurrences.expander", () => new Expander(MEMORY_MEGABYTES));
}

/** As `listOccurrences`, in that expander and within those limits. */
export async function listIn(
  expander: Expander,
  objects: readonly CalendarText[],
  query: OccurrenceQuery,
  { enoughMs, batchMs, totalMs }: OccurrenceLimits,
): Promise<{ occurrences: PlacedOccurrence[]; unreadable: number }> {
  const waiting = cheapFirst(objects);
  let occurrences: PlacedOccurrence[] = [];
  let unreadable = 0;
  // Starting the thread is nobody's fault, and not counted.
  await expander.gather({ objects: [], query, enoughMs }, batchMs);
  const endsAt = performance.now() + totalMs;
  for (let at = 0; at < waiting.length; ) {
    const leftMs = endsAt - performance.now();
    if (leftMs <= 0) return { occurrences, unreadable: unreadable + waiting.length - at };
    const batch = {
      objects: batchFrom(waiting, at),
      query: { ...query, toMs: searchedUntil(occurrences, query) },
      // The other half is for the object it is at then: a thread that has to be ended takes its findings with it.
      enoughMs: Math.min(enoughMs, leftMs / 2),
    };
    const outcome = await expander.gather(batch, Math.min(batchMs, leftMs));
    if ("cause" in outcome) {
      // The others are read once more, without it.
      waiting.splice(at + Math.min(outcome.stoppedAt, batch.objects.length - 1), 1);
      unreadable += 1;
    } else {
      occurrences = firstOf(occurrences, outcome.occurrences, query.most);
      unreadable += outcome.unreadable;
      at += outcome.done;
    }
  }
  return { occurrences, unreadable };
}

const OFTEN = /FREQ=(SECONDLY|MINUTELY|HOURLY)/i;

/** What may take long comes last: it then takes nobody's time, and is looked through only as far as is left to find. */
function cheapFirst(objects: readonly CalendarText[]): CalendarText[] {
  const cost = (text: CalendarText) => text.ics.length + (isOften(text) ? Number.MAX_SAFE_INTEGER / 2 : 0);
  return objects
    .map((object) => ({ object, cost: cost(object) }))
    .sort((one, other) => one.cost - other.cost)
    .map(({ object }) => object);
}

function isOften({ ics }: CalendarText): boolean {
  return OFTEN.test(ics);
}

/** What may take long is in no batch with what does not: whoever has to be ended takes the batch's findings along. */
function batchFrom(objects: readonly CalendarText[], from: number): CalendarText[] {
  let characters = 0;
  const rest = objects.slice(from, from + BATCH_OBJECTS);
  const isCheap = rest[0] !== undefined && !isOften(rest[0]);
  const fitting = rest.findIndex((object, index) => {
    characters += object.ics.length;
    return index > 0 && (characters > BATCH_CHARACTERS || (isCheap && isOften(object)));
  });
  return objects.slice(from, from + (fitting < 0 ? BATCH_OBJECTS : fitting));
}
