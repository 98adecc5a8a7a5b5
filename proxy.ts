import { type NextRequest, NextResponse } from "next/server";
import { addressLocaleHeader, localeOfPath } from "#i18n/locales.ts";
import { env } from "#lib/core/env.ts";
import { frameAncestors } from "#lib/http/security-headers.ts";

/**
 * Pages carry a CSP with a nonce; Next finds it in the request's header and puts it on its own scripts. (`headers()` in
 * next.config is frozen at build time.) What else every answer carries is set by our server, see
 * lib/http/security-headers.ts. The API goes without this pass, which takes a third of the time of an empty answer;
 * next-auth has pages below it.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const isDevelopment = process.env.NODE_ENV === "development";
  const csp = [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${frameAncestors(request.nextUrl.pathname, env().PARLOUR_EMBED_ORIGINS)}`,
  ].join("; ");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", csp);
  headers.set(addressLocaleHeader, localeOfPath(request.nextUrl.pathname) ?? "");
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", csp);
  return response;
}

export const config = { matcher: ["/((?!api/(?!auth/)|_next/static|_next/image|favicon.ico|icon.svg).*)"] };
