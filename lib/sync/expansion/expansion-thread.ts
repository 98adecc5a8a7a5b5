import { parentPort, workerData } from "node:worker_threads";
import { mirrorEvent } from "../mirror-object.ts";
import { gatherOccurrences } from "./gather-occurrences.ts";
import { type PackedEvents, packEvents } from "./pack-events.ts";
import type { ExpansionBatch, ThreadAnswer, ThreadBatch } from "./thread-messages.ts";

/**
 * The code of the thread that expands calendar objects. It says in shared memory which object of a batch it is at,
 * so that when it has to be ended the guilty one is known.
 */
const progress = workerData instanceof SharedArrayBuffer ? new Int32Array(workerData) : new Int32Array(1);

function answer(message: ThreadAnswer): void {
  parentPort?.postMessage(message);
}

function turnTo(index: number): void {
  Atomics.store(progress, 0, index);
}

function mirrorEvents({ texts, options }: ExpansionBatch): PackedEvents {
  const events = texts.map((text, index) => {
    turnTo(index);
    try {
      return mirrorEvent(text, options, options);
    } catch {
      // Reading refuses no text; should it ever, the other objects of the calendar must not suffer for it.
      return null;
    }
  });
  return packEvents(events);
}

parentPort?.on("message", (batch: ThreadBatch) => {
  answer("texts" in batch ? mirrorEvents(batch) : gatherOccurrences(batch, turnTo));
});

answer("ready");
