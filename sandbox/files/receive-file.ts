import type { FileHandle } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { badRequest } from "#sandbox/dav/dav-error.ts";
import { bodyFaultOf } from "#sandbox/faults.ts";
import type { Throttle } from "./throttle.ts";

/** Written at once: a second such block is collected from the client meanwhile. */
const blockBytes = 1 << 20;
const maxBuffers = 512;

/** What the client says it sends; undefined with chunked transfer encoding. */
export function announcedBytes(request: IncomingMessage): number | undefined {
  const { "content-length": length, "x-expected-entity-length": expected } = request.headers;
  const text = length ?? (typeof expected === "string" ? expected : undefined);
  return text === undefined ? undefined : Number(text);
}

async function meetFault(request: IncomingMessage, received: number) {
  const fault = bodyFaultOf(request);
  if (fault === undefined || received < fault.afterBytes) return;
  if (fault.kind === "cut") request.socket.destroy();
  else await new Promise((resolve) => request.socket.once("close", resolve));
  throw badRequest("The request was cut off");
}

/**
 * Writes a request's body into an open file, from `position` on, holding two blocks in memory at most. Answers the
 * bytes. Throws 400 when fewer came than were announced, or the connection broke.
 */
export async function receiveFile(
  request: IncomingMessage,
  file: FileHandle,
  options: { position: number; throttle: Throttle },
): Promise<number> {
  const { throttle } = options;
  let { position } = options;
  let collected: Buffer[] = [];
  let collectedBytes = 0;
  let received = 0;
  let writing: Promise<unknown> = Promise.resolve();

  async function write(buffers: Buffer[], bytes: number, at: number) {
    const { bytesWritten } = await file.writev(buffers, at);
    if (bytesWritten !== bytes) throw new Error("The disk took only a part");
  }

  async function hand() {
    await writing;
    writing = write(collected, collectedBytes, position);
    // Awaited with the next block; until then it must not count as unhandled.
    writing.catch(() => undefined);
    position += collectedBytes;
    collected = [];
    collectedBytes = 0;
  }

  const announced = announcedBytes(request);
  try {
    for await (const chunk of request) {
      const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
      received += bytes.length;
      await meetFault(request, received);
      const wait = throttle.take(bytes.length);
      if (wait !== undefined) await wait;
      collected.push(bytes);
      collectedBytes += bytes.length;
      if (collectedBytes >= blockBytes || collected.length >= maxBuffers) await hand();
    }
    await hand();
    await writing;
  } catch (error) {
    await writing.catch(() => undefined);
    if (!request.complete) throw badRequest(tooShort(announced, received));
    throw error;
  }
  if (announced !== undefined && received !== announced) throw badRequest(tooShort(announced, received));
  return received;
}

const tooShort = (expected: number | undefined, got: number) =>
  `Expected filesize of ${expected ?? "?"} bytes but read (from Nextcloud client) and wrote (to Nextcloud storage) ` +
  `${got} bytes. Could either be a network problem on the sending side or a problem writing to the storage on the server side.`;
