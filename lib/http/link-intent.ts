import { cookies } from "next/headers";
import { decode, encode } from "next-auth/jwt";
import { MINUTE, SECOND } from "#lib/core/clock.ts";
import type { Env } from "#lib/core/env.ts";
import { hashToken } from "#lib/core/ids.ts";
import { isSecure, sessionSecret } from "./session-cookie.ts";

/**
 * Remembers that one flow at a provider was begun to link an account, not to sign in, and by whom. Tied to that flow's
 * `state` cookie: another flow in the same browser, a sign-in of the next person say, finds nothing.
 */
const COOKIE = "parlour.link";
const MAX_AGE = (15 * MINUTE) / SECOND;

function stateCookieName(env: Env): string {
  return `${isSecure(env) ? "__Secure-" : ""}next-auth.state`;
}

/** Keeps the intent beside the flow just begun; its cookies are `setCookies`. */
export async function rememberLinkIntent(env: Env, userId: string, setCookies: string[]): Promise<void> {
  const prefix = `${stateCookieName(env)}=`;
  const state = setCookies.find((cookie) => cookie.startsWith(prefix))?.slice(prefix.length);
  if (!state) return;
  const token = { sub: userId, flow: hashToken(decodeURIComponent(state.split(";")[0] ?? "")) };
  const value = await encode({ token, secret: sessionSecret(env), salt: COOKIE, maxAge: MAX_AGE });
  (await cookies()).set(COOKIE, value, {
    httpOnly: true,
    sameSite: "lax",
    secure: isSecure(env),
    path: "/api/auth/callback",
    maxAge: MAX_AGE,
  });
}

/** Whose account this flow is to be linked with; null when it was begun to sign in. */
export async function linkIntent(env: Env): Promise<string | null> {
  const jar = await cookies();
  const state = jar.get(stateCookieName(env))?.value;
  const sealed = jar.get(COOKIE)?.value;
  if (!state || !sealed) return null;
  const token = await decode({ token: sealed, secret: sessionSecret(env), salt: COOKIE }).catch(() => null);
  return token?.sub && token.flow === hashToken(state) ? token.sub : null;
}
