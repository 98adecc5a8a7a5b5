import type { IncomingMessage, ServerResponse } from "node:http";
import { SECOND } from "#lib/core/clock.ts";
import { problemResponse } from "../problem.ts";

/** A body up to this size is read to its end, so that the connection can be used again. */
const SMALL_BYTES = 65_536;
/** How long a sender gets to see the answer before the connection is cut. */
const LINGER_MS = 2 * SECOND;
const LINGER_BYTES = 4 * 1024 * 1024;

/**
 * Answers with a problem. A body that is still to come is not waited for: the answer says that the connection ends, a
 * little is thrown away so that the sender gets to read it, and then the connection is cut. Once the answer has begun
 * there is nothing left to say: the connection is destroyed, so that nobody takes a part for the whole.
 */
export async function refuseRequest(
  request: IncomingMessage,
  response: ServerResponse,
  failure: unknown,
  nowMs: number,
): Promise<void> {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const answer = problemResponse(failure, nowMs);
  const body = Buffer.from(await answer.arrayBuffer());
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  response.statusCode = answer.status;
  response.setHeader("Content-Length", body.length);
  if (request.complete || bodyBytes(request) <= SMALL_BYTES) {
    request.resume();
    response.end(body);
    return;
  }
  response.setHeader("Connection", "close");
  // Node would cut the connection right after `end`, and a sender in the middle of its body would read a reset.
  response.write(body);
  linger(request, () => response.end());
}

function linger(request: IncomingMessage, over: () => void): void {
  let bytes = 0;
  const timer = setTimeout(end, LINGER_MS);
  function end(): void {
    clearTimeout(timer);
    request.off("data", count).off("end", end).off("close", end);
    request.pause();
    over();
  }
  function count(chunk: Buffer): void {
    bytes += chunk.length;
    if (bytes > LINGER_BYTES) end();
  }
  // Whoever read it has given up, and would hold it back.
  request.removeAllListeners("data");
  request.on("data", count).once("end", end).once("close", end);
  request.resume();
}

function bodyBytes(request: IncomingMessage): number {
  if (request.headers["transfer-encoding"] !== undefined) return Number.POSITIVE_INFINITY;
  return Number(request.headers["content-length"] ?? 0);
}
