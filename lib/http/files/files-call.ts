import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import type { Ctx } from "#lib/auth/context.ts";
import { MINUTE, SECOND } from "#lib/core/clock.ts";
import { freeBuffers } from "#lib/core/free-buffers.ts";

/** A request the gateway answers, once it is known who asks for what. */
export interface FilesCall<Query> {
  ctx: Ctx;
  request: IncomingMessage;
  response: ServerResponse;
  query: Query;
  params: Record<string, string>;
  /** Aborted when whoever asks is gone. */
  signal: AbortSignal;
}

/** A sender of whom nothing is heard for so long is gone. */
const SENDER_IDLE_MS = 60 * SECOND;
/** Longer, because a paused film stops reading. */
const READER_IDLE_MS = 5 * MINUTE;

/** From here on the body is read; who waits for a word before sending it (Expect: 100-continue) gets it. */
export function takeBody(call: Pick<FilesCall<unknown>, "request" | "response">): Readable {
  const { request, response } = call;
  if (/^100-continue$/i.test(request.headers.expect ?? "")) response.writeContinue();
  request.socket.setTimeout(SENDER_IDLE_MS);
  // What we hold back ourselves is not the sender's silence, and while it is paused a request does not end.
  response.on("timeout", (socket: Socket) => {
    if (request.complete || request.isPaused()) socket.setTimeout(SENDER_IDLE_MS);
    else socket.destroy();
  });
  // What comes after (Nextcloud puts gigabytes together) may take longer.
  request.once("end", () => {
    request.socket.setTimeout(0);
    freeBuffers(Number(request.headers["content-length"] ?? 0));
  });
  return request;
}

export function expectReader(response: ServerResponse): void {
  response.socket?.setTimeout(READER_IDLE_MS);
}

export function sendJson(response: ServerResponse, status: number, data: object): void {
  const body = Buffer.from(JSON.stringify(data));
  response.writeHead(status, {
    "Content-Type": "application/json",
    "Content-Length": body.length,
    "Cache-Control": "no-store",
  });
  response.end(body);
}
