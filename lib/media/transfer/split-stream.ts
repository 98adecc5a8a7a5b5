import { Readable } from "node:stream";
import { freeBuffers } from "#lib/core/free-buffers.ts";

/** Read ahead of whoever takes it, so that neither waits for the other at every chunk. */
const AHEAD_BYTES = 512 * 1024;

/** Reads a stream in pieces, one after the other, each a stream of its own; nothing is held but what is on its way. */
export interface SplitStream {
  /**
   * The next `size` bytes. The one before must have been read to its end. It fails with what the source fails with, and
   * with `ERR_STREAM_PREMATURE_CLOSE` when the source ends or goes before; ending it early leaves the source alone.
   */
  next(size: number): Readable;
}

export function splitStream(source: Readable): SplitStream {
  let left: Buffer | null = null;
  let piece: Readable | null = null;
  let missing = 0;
  let over: Error | null = null;

  function give(chunk: Buffer): void {
    freeBuffers(chunk.length);
    if (!piece) {
      left = left ? Buffer.concat([left, chunk]) : chunk;
      source.pause();
      return;
    }
    const part = chunk.length > missing ? chunk.subarray(0, missing) : chunk;
    if (part.length < chunk.length) left = chunk.subarray(part.length);
    missing -= part.length;
    const wantsMore = piece.push(part);
    if (missing === 0) {
      const done = piece;
      piece = null;
      source.pause();
      done.push(null);
    } else if (!wantsMore) source.pause();
  }

  function end(error: Error): void {
    over ??= error;
    piece?.destroy(over);
    piece = null;
  }

  source.pause();
  source.on("data", give);
  source.once("error", end);
  source.once("end", () => end(premature()));
  source.once("close", () => end(premature()));

  return {
    next(size) {
      missing = size;
      const made: Readable = new Readable({
        highWaterMark: AHEAD_BYTES,
        read() {
          if (piece !== made) return;
          const kept: Buffer | null = left;
          left = null;
          if (kept) give(kept);
          else if (over) end(over);
          else source.resume();
        },
        destroy(error, callback) {
          if (piece === made) {
            piece = null;
            source.pause();
          }
          callback(error);
        },
      });
      // Whoever read it may have stopped listening when the source fails at last: that must not end the process.
      made.on("error", () => undefined);
      if (size === 0) made.push(null);
      else piece = made;
      return made;
    },
  };
}

function premature(): Error {
  return Object.assign(new Error("The sender stopped before its end."), {
    code: "ERR_STREAM_PREMATURE_CLOSE",
  });
}
