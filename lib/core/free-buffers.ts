import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { processWide } from "./process-wide.ts";

const EVERY_BYTES = 16 * 1024 * 1024;

type Collect = (options: { type: "minor" }) => void;

interface Freed {
  bytes: number;
  collect: Collect | null;
}

/**
 * Counts bytes that were handed on, and now and then has their buffers collected. A stream makes two buffers of each
 * 64 kB and hardly any other garbage: left to itself the engine waits until a hundred megabytes of them have piled up,
 * and then looks through the whole heap for them, several times a second. The young generation alone is looked through in
 * about a millisecond.
 */
export function freeBuffers(bytes: number): void {
  const freed = processWide<Freed>("files.freed", () => ({ bytes: 0, collect: youngCollector() }));
  freed.bytes += bytes;
  if (freed.bytes < EVERY_BYTES) return;
  freed.bytes = 0;
  freed.collect?.({ type: "minor" });
}

/** Null in an engine that offers none. */
function youngCollector(): Collect | null {
  setFlagsFromString("--expose-gc");
  const found: unknown = runInNewContext("gc");
  return typeof found === "function" ? (options) => void found(options) : null;
}
