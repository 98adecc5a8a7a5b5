import { type Env, publicUrl } from "#lib/core/env.ts";
import { AppError } from "#lib/core/errors.ts";
import type { RequestHead } from "./request-head.ts";

/**
 * A change authorised by a cookie must come from a page of ours: browsers name the origin of every such request.
 * Programs without Origin and Sec-Fetch-Site hold the cookie themselves and are not somebody's unwitting browser.
 * @throws AppError `not_allowed`
 */
export function requireSameOrigin(request: RequestHead, env: Env): void {
  if (request.method === "GET" || request.method === "HEAD") return;
  const origin = request.headers.get("origin");
  const site = request.headers.get("sec-fetch-site");
  const own =
    origin === null
      ? site === null || site === "same-origin" || site === "none"
      : ownOrigins(request, env).has(origin);
  if (!own) throw new AppError("not_allowed", "This request came from another site.");
}

function ownOrigins(request: RequestHead, env: Env): Set<string> {
  const configured = new URL(publicUrl(env));
  const origins = new Set([configured.origin]);
  const host = request.headers.get("host");
  if (host) origins.add(`${configured.protocol}//${host}`);
  return origins;
}
