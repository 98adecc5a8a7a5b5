import type { IncomingMessage, ServerResponse } from "node:http";

const BODY_MS = 60_000;
/** Of a form with files: a phone on a poor line sends sixty megabytes of pictures. */
const FORM_MS = 5 * 60_000;

/**
 * The body of a request has to arrive within a minute (five, of a form with files), or the connection is cut: as Node's
 * `requestTimeout`, which cannot be set for some requests only. Who waits for a word before sending it
 * (Expect: 100-continue) gets it.
 */
export function awaitBody(
  request: IncomingMessage,
  response: ServerResponse,
  withinMs = bodyMs(request),
): void {
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

function bodyMs({ headers }: IncomingMessage): number {
  return /^multipart\/form-data\b/i.test(headers["content-type"] ?? "") ? FORM_MS : BODY_MS;
}
