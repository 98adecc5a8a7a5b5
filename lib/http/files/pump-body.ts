import type { ServerResponse } from "node:http";
import { freeBuffers } from "#lib/core/free-buffers.ts";
import type { StreamAnswer } from "#lib/nextcloud/files/stream-answer.ts";

/** Held for a reader who is slower than Nextcloud. */
const MOST_UNSENT_BYTES = 256 * 1024;

/**
 * Hands a body on as it comes, no faster than it is read. Who asked goes: so does the exchange with Nextcloud. Nextcloud
 * stops in the middle, or sends another number of bytes than it said: the connection is destroyed, because a short
 * answer would look like a whole file.
 * @param expected bytes, where they were announced
 */
export function pumpBody(
  answer: StreamAnswer,
  response: ServerResponse,
  expected: number | null,
): Promise<void> {
  const { body } = answer;
  let bytes = 0;
  return new Promise((resolve) => {
    response.once("close", () => {
      if (!response.writableFinished) answer.abort();
      resolve();
    });
    response.on("drain", () => body.resume());
    body.on("error", () => response.destroy());
    body.once("end", () => {
      if (expected === null || bytes === expected) response.end();
      else response.destroy();
    });
    body.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      freeBuffers(chunk.length);
      response.write(chunk);
      // Not at every `false`, which says no more than that a chunk is larger than a socket's mark: most have left by now.
      if (response.writableLength > MOST_UNSENT_BYTES) body.pause();
    });
    if (response.destroyed) {
      answer.abort();
      resolve();
    }
  });
}
