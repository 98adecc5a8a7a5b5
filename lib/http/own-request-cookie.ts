import type { Env } from "#lib/core/env.ts";
import { isSecure } from "./session-cookie.ts";

/** Remembers the request that was just made from a booking page, so that sending its form again leads there. */
export const ownRequestCookie = "parlour-request";

const SECONDS = 1800;

/**
 * The Set-Cookie header for a request made from one of our own booking pages, by the token of the customer's link. In
 * other sites' frames, and for programs, there is none: no cookie at all is the promise there.
 */
export function rememberRequest(env: Env, request: Request, manageUrl: string): Record<string, string> {
  const referrer = request.headers.get("referer") ?? "";
  if (!URL.canParse(referrer) || !/^\/book\//.test(new URL(referrer).pathname)) return {};
  const token = new URL(manageUrl).pathname.split("/").at(-1) ?? "";
  const parts = [
    `${ownRequestCookie}=${encodeURIComponent(token)}`,
    "Path=/book",
    `Max-Age=${SECONDS}`,
    "HttpOnly",
    "SameSite=Lax",
    ...(isSecure(env) ? ["Secure"] : []),
  ];
  return { "Set-Cookie": parts.join("; ") };
}
