import type { OutgoingHttpHeaders, ServerResponse } from "node:http";
import { DavError } from "#sandbox/dav/dav-error.ts";

/** What Nextcloud puts on every answer of its DAV tree. */
export const davHeaders = {
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "no-store, no-cache, must-revalidate",
};

/** Ends an answer whose body is known. */
export function sendDav(
  response: ServerResponse,
  status: number,
  headers: OutgoingHttpHeaders = {},
  body: string | Buffer = "",
): void {
  const empty = status === 204 || status === 304;
  const type = headers["Content-Type"] ?? "text/html; charset=UTF-8";
  response.writeHead(status, {
    ...davHeaders,
    ...(empty ? {} : { "Content-Type": type, "Content-Length": Buffer.byteLength(body) }),
    ...headers,
  });
  response.end(empty ? undefined : body);
}

export const xmlType = "application/xml; charset=utf-8";

/** A refusal in the words of sabre/dav; anything that is none becomes a 500. */
export function sendRefusal(response: ServerResponse, error: unknown): void {
  if (response.headersSent || response.destroyed) {
    response.destroy();
    return;
  }
  const refusal = error instanceof DavError ? error : new DavError(500, "Exception", String(error));
  sendDav(response, refusal.status, { ...refusal.headers, "Content-Type": xmlType }, refusal.toXml());
}
