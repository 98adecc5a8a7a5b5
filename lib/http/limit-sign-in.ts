import { database } from "#db/client.ts";
import { systemClock } from "#lib/core/clock.ts";
import { env } from "#lib/core/env.ts";
import { clientAddress } from "./client-address.ts";
import { takeLimit } from "./limits.ts";
import { problemResponse } from "./problem.ts";
import { seeOther } from "./see-other.ts";

/**
 * Counts attempts to sign in; those at a provider guess no password of ours, but each makes us ask the provider.
 * @returns the refusal when there were too many.
 */
export async function limitSignIn(request: Request): Promise<Response | null> {
  const { pathname } = new URL(request.url);
  if (!/\/(callback|signin)\/\w/.test(pathname)) return null;
  const rule = pathname.endsWith("/callback/credentials") ? "sign-in" : "write";
  const base = { db: database(env().DATABASE_URL), env: env(), now: systemClock };
  try {
    await takeLimit(base, rule, clientAddress(request));
    return null;
  } catch (error) {
    // A plain form shows what it gets: its page says it in words.
    if (request.headers.get("accept")?.includes("text/html")) return seeOther("/sign-in?error=rate_limited");
    return problemResponse(error, systemClock());
  }
}
