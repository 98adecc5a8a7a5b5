import { NextRequest } from "next/server";
import { decode } from "next-auth/jwt";
import type { Env } from "#lib/core/env.ts";
import { hashToken } from "#lib/core/ids.ts";
import { sessionCookieName, sessionSecret } from "./session-cookie.ts";

/**
 * Tells one session (or token) from another, for what only the one that began it may go on with. next-auth seals the
 * cookie anew now and then: what stays the same is the id inside.
 */
export async function sessionHash(request: Request, env: Env): Promise<string> {
  const authorization = request.headers.get("authorization");
  if (authorization) return hashToken(authorization.replace(/^Bearer\s+/i, "bearer "));
  const cookie = new NextRequest(request.url, { headers: request.headers }).cookies.get(
    sessionCookieName(env),
  );
  const session =
    cookie && (await decode({ token: cookie.value, secret: sessionSecret(env) }).catch(() => null));
  return hashToken(`session ${String(session?.sid ?? session?.jti ?? "")} ${session?.sub ?? ""}`);
}
