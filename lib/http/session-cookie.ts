import { type Env, publicUrl } from "#lib/core/env.ts";

/** next-auth's session cookie: its name tells browsers that it travels over https only, where it does. */
export function sessionCookieName(env: Env): string {
  return `${isSecure(env) ? "__Secure-" : ""}next-auth.session-token`;
}

export function isSecure(env: Env): boolean {
  return publicUrl(env).startsWith("https:");
}

/** @throws Error when no secret is configured; bin/start makes one. */
export function sessionSecret(env: Env): string {
  if (!env.NEXTAUTH_SECRET) throw new Error("Set NEXTAUTH_SECRET to at least 16 characters.");
  return env.NEXTAUTH_SECRET;
}
