import type { IncomingMessage, ServerResponse } from "node:http";

const METHODS = "GET, POST, PATCH, DELETE";
const HEADERS = "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, X-Service-Token";
/** What scripts may read beside the few that they always may. */
const EXPOSED = "Retry-After, X-Next-Cursor";
const REMEMBER_SECONDS = 600;

/**
 * Lets browsers of other origins use `/api/v1` with tokens, never with cookies (Fetch standard, CORS protocol): what the
 * answer needs for it, and the answer to a preflight. @returns whether the request was one; then it is answered
 */
export function allowOrigin(
  request: IncomingMessage,
  response: ServerResponse,
  origins: readonly string[],
): boolean {
  if (!request.url?.startsWith("/api/v1/")) return false;
  // A shared cache must not hand one origin's answer to another.
  response.setHeader("Vary", "Origin");
  const { origin } = request.headers;
  const isAllowed = origin !== undefined && origins.includes(origin);
  if (isAllowed) {
    response.setHeader("Access-Control-Allow-Origin", origin);
    response.setHeader("Access-Control-Expose-Headers", EXPOSED);
  }
  const isPreflight =
    request.method === "OPTIONS" &&
    origin !== undefined &&
    request.headers["access-control-request-method"] !== undefined;
  if (!isPreflight) return false;
  if (isAllowed) {
    response.setHeader("Access-Control-Allow-Methods", METHODS);
    response.setHeader("Access-Control-Allow-Headers", HEADERS);
    response.setHeader("Access-Control-Max-Age", REMEMBER_SECONDS);
  }
  response.writeHead(204).end();
  return true;
}
