import { parentPort, workerData } from "node:worker_threads";
import { mirrorEvent } from "../mirror-object.ts";
import { packEvents } from "./pack-events.ts";
import type { ExpansionBatch, ThreadAnswer } from "./thread-messages.ts";

/**
 * The code of the thread that expands calendar objects. It says in shared memory which object of a batch it is at,
 * so that when it has to be ended the guilty one is known.
 */
const progress = workerData instanceof SharedArrayBuffer ? new Int32Array(workerData) : new Int32Array(1);

function answer(message: ThreadAnswer): void {
  parentPort?.postMessage(message);
}

parentPort?.on("message", ({ texts, options }: ExpansionBatch) => {
  const events = texts.map((text, index) => {
    Atomics.store(progress, 0, index);
    try {
      return mirrorEvent(text, options, options);
    } catch {
      // Reading refuses no text; should it ever, the other objects of the calendar must not suffer for it.
      return null;
    }
  });
  answer(packEvents(events));
});

answer("ready");
