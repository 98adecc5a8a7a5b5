import type { FileHandle } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import type { ByteRange } from "./read-ranges.ts";
import type { Throttle } from "./throttle.ts";

const blockBytes = 512 * 1024;
const blocks = 3;

/** Buffers that are filled again once they have been sent, so that a large file costs no memory of its own. */
function bufferPool(response: ServerResponse, bytes: number) {
  const free: Buffer[] = [];
  let made = 0;
  let wake: (() => void) | undefined;
  response.once("close", () => wake?.());
  return {
    /** Undefined once the client is gone. */
    async take(): Promise<Buffer | undefined> {
      while (!response.destroyed) {
        const buffer = free.pop();
        if (buffer !== undefined) return buffer;
        if (made < blocks) {
          made += 1;
          return Buffer.allocUnsafe(bytes);
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
      return undefined;
    },
    give(buffer: Buffer) {
      free.push(buffer);
      wake?.();
    },
  };
}

/** Sends a part of an open file as the client takes it; ends early when the client is gone. */
export async function pumpFile(
  file: FileHandle,
  response: ServerResponse,
  { start, end }: ByteRange,
  throttle: Throttle,
): Promise<void> {
  const block = Math.max(0, Math.min(blockBytes, end - start + 1));
  const pool = bufferPool(response, block);
  let at = start;
  while (at <= end) {
    const buffer = await pool.take();
    if (buffer === undefined) return;
    const wanted = Math.min(block, throttle.piece(), end - at + 1);
    const { bytesRead } = await file.read(buffer, 0, wanted, at);
    // Shorter than it was: what was promised cannot be kept.
    if (bytesRead === 0) response.destroy();
    const wait = throttle.take(bytesRead);
    if (wait !== undefined) await wait;
    if (response.destroyed) return;
    response.write(buffer.subarray(0, bytesRead), () => pool.give(buffer));
    at += bytesRead;
  }
}
