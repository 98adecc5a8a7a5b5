import type { MirroredEvent } from "../mirror-object.ts";

/**
 * The events of a batch as a few arrays, null where reading failed: a message of ten thousand small objects takes
 * as long to copy between threads as it takes to read half of the calendar.
 */
export interface PackedEvents {
  uids: string[];
  unreadable: (string | null)[];
  /** 1 for an event that recurs, 0 for one that does not, -1 where reading failed. */
  recurring: Int8Array;
  /** How many intervals each event has. */
  counts: Uint32Array;
  /** Start and end of all intervals in turn, epoch milliseconds. */
  bounds: Float64Array;
}

export function packEvents(events: readonly (MirroredEvent | null)[]): PackedEvents {
  const counts = Uint32Array.from(events, (event) => event?.intervals.length ?? 0);
  const bounds = new Float64Array(2 * counts.reduce((sum, count) => sum + count, 0));
  let at = 0;
  for (const event of events)
    for (const { startMs, endMs } of event?.intervals ?? []) {
      bounds[at++] = startMs;
      bounds[at++] = endMs;
    }
  return {
    uids: events.map((event) => event?.uid ?? ""),
    unreadable: events.map((event) => event?.unreadable ?? null),
    recurring: Int8Array.from(events, (event) => (event ? Number(event.recurring) : -1)),
    counts,
    bounds,
  };
}

export function unpackEvents(packed: PackedEvents): (MirroredEvent | null)[] {
  let at = 0;
  return packed.uids.map((uid, index) => {
    if (packed.recurring[index] === -1) return null;
    const intervals: MirroredEvent["intervals"] = [];
    for (const end = at + 2 * (packed.counts[index] ?? 0); at < end; at += 2)
      intervals.push({ startMs: packed.bounds[at] ?? 0, endMs: packed.bounds[at + 1] ?? 0 });
    return {
      uid,
      recurring: packed.recurring[index] === 1,
      unreadable: packed.unreadable[index] ?? null,
      intervals,
    };
  });
}
