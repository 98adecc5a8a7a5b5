import type { IncomingMessage, ServerResponse } from "node:http";

const BODY_MS = 60_000;

/**
 * The body of a request has to arrive within a minute, or the connection is cut: as Node's `requestTimeout`, which
 * cannot be set for some requests only. Who waits for a word before sending it (Expect: 100-continue) gets it.
 */
export function awaitBody(request: IncomingMessage, response: ServerResponse, withinMs = BODY_MS): void {
  const { expect, "content-length": length, "transfer-encoding": encoding } = request.headers;
  if (/^100-continue$/i.test(expect ?? "")) response.writeContinue();
  if (encoding === undefined && (length === undefined || length === "0")) return;
  const timer = setTimeout(() => {
    if (request.complete) return;
    if (!response.headersSent) response.writeHead(408, { Connection: "close" }).end();
    request.socket.destroySoon();
  }, withinMs);
  request.once("close", () => clearTimeout(timer));
}
