import type { PackedEvents } from "./pack-events.ts";

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

/** From the thread: `ready` once, when its code is loaded, then the answer to each batch. */
export type ThreadAnswer = "ready" | PackedEvents;
