import { cookies } from "next/headers";
import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { z } from "zod";
import type { Env } from "#lib/core/env.ts";
import { authOptions } from "./auth-options.ts";
import { rememberLinkIntent } from "./link-intent.ts";
import { seeOther } from "./see-other.ts";
import { isSecure } from "./session-cookie.ts";

const csrfAnswer = z.object({ csrfToken: z.string() });

/**
 * Begins a flow at a provider through next-auth's own route. next-auth asks for its CSRF token and cookie; the caller
 * has checked that the form came from a page of ours, which says the same, so the token is taken on the form's behalf
 * and the form works without JavaScript and at the first visit.
 *
 * The answer is a page that goes on by itself, not a redirect: browsers hold a form's redirects to `form-action`, and
 * a provider may send people on to addresses that no configuration knows.
 */
export async function startIdentityFlow(
  request: Request,
  input: { env: Env; provider: { id: string; label: string }; callbackUrl: string; linkFor: string | null },
): Promise<Response> {
  const { env, provider } = input;
  const csrfToken = await takeCsrfToken(request, env);
  const answer = await call(request, ["signin", provider.id], {
    method: "POST",
    body: new URLSearchParams({ csrfToken, callbackUrl: input.callbackUrl }),
  });
  const location = answer.headers.get("location");
  if (!location || !URL.canParse(location, request.url)) return seeOther("/sign-in?error=identity_failed");
  const target = new URL(location, request.url);
  if (target.pathname.endsWith("/api/auth/error"))
    return seeOther(`/sign-in${input.linkFor === null ? "" : "/linked"}?error=OAuthSignin`);
  const setCookies = answer.headers.getSetCookie();
  if (input.linkFor !== null) await rememberLinkIntent(env, input.linkFor, setCookies);
  const headers = new Headers({ "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" });
  for (const cookie of setCookies) headers.append("Set-Cookie", cookie);
  return new Response(onwardPage(target.href, provider.label), { headers });
}

async function takeCsrfToken(request: Request, env: Env): Promise<string> {
  const answer = await call(request, ["csrf"], { method: "GET" });
  const { csrfToken } = csrfAnswer.parse(await answer.json());
  const jar = await cookies();
  for (const cookie of answer.headers.getSetCookie()) {
    const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    // next-auth reads cookies from Next's jar, where a new one has to be for its next call to find it.
    if (name && value && name.includes("csrf-token"))
      jar.set(name, decodeURIComponent(value), {
        httpOnly: true,
        sameSite: "lax",
        path: "/",
        secure: isSecure(env),
      });
  }
  return csrfToken;
}

function call(
  request: Request,
  nextauth: string[],
  init: { method: string; body?: URLSearchParams },
): Promise<Response> {
  const address = new URL(`/api/auth/${nextauth.join("/")}`, request.url);
  return NextAuth(authOptions())(new NextRequest(address, init), { params: Promise.resolve({ nextauth }) });
}

function onwardPage(address: string, label: string): string {
  const href = escapeHtml(address);
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${href}"><meta name="robots" content="noindex"><title>${escapeHtml(label)}</title></head><body><p><a href="${href}">${escapeHtml(label)}</a></p></body></html>`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
