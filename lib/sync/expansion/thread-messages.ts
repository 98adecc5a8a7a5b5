import type { OccurrencePlace } from "./occurrence-place.ts";
import type { PackedEvents } from "./pack-events.ts";
import type { WordedOccurrence } from "./read-occurrences.ts";

/** How objects are to be expanded: the window in epoch milliseconds, what blocks, and the zone of floating times. */
export interface ExpansionOptions {
  timeZone: string;
  fromMs: number;
  toMs: number;
  blockBy: "busy" | "everything";
}

/** From the process to the thread: texts of calendar objects, in the order the answer has to have. */
export interface ExpansionBatch {
  texts: string[];
  options: ExpansionOptions;
}

/** Which occurrences are asked for: the first `most` behind a place, in a window (epoch milliseconds). */
export interface OccurrenceQuery {
  /** An IANA zone, for floating times and whole days. */
  timeZone: string;
  fromMs: number;
  toMs: number;
  after: OccurrencePlace | null;
  most: number;
}

/** From the process to the thread: objects of which occurrences are to be told in words. */
export interface OccurrenceBatch {
  /** `key` tells them apart, and orders what begins together. */
  objects: { key: string; ics: string }[];
  query: OccurrenceQuery;
  /** After so many milliseconds it answers with what it has. */
  enoughMs: number;
}

export interface PlacedOccurrence extends WordedOccurrence {
  /** Of its object. */
  key: string;
  place: OccurrencePlace;
}

export interface GatheredOccurrences {
  /** In order. */
  occurrences: PlacedOccurrence[];
  /** Events that could not be read. */
  unreadable: number;
  /** How many objects it came to. */
  done: number;
}

/** From the process to the thread. */
export type ThreadBatch = ExpansionBatch | OccurrenceBatch;

/** From the thread: `ready` once, when its code is loaded, then the answer to each batch. */
export type ThreadAnswer = "ready" | BatchAnswer;
export type BatchAnswer = PackedEvents | GatheredOccurrences;
