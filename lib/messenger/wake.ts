import { EventEmitter } from "node:events";
import { processWide } from "#lib/core/process-wide.ts";

/** Tells whoever listens in this process that there are events; other processes look at the database. */
function emitter(): EventEmitter {
  return processWide("messenger.wake", () => new EventEmitter().setMaxListeners(0));
}

/** After the transaction that stored an event has ended. */
export function wakeListeners(): void {
  emitter().emit("events");
}

/** @returns what ends it */
export function onWake(listener: () => void): () => void {
  emitter().on("events", listener);
  return () => emitter().off("events", listener);
}
