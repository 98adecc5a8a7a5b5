import { database } from "#db/client.ts";
import { systemClock } from "#lib/core/clock.ts";
import { env } from "#lib/core/env.ts";
import { clientAddress } from "./client-address.ts";
import { takeLimit } from "./limits.ts";
import { problemResponse } from "./problem.ts";
import { seeOther } from "./see-other.ts";

/** Counts attempts to sign in. @returns the refusal when there were too many. */
export async function limitSignIn(request: Request): Promise<Response | null> {
  if (!new URL(request.url).pathname.endsWith("/callback/credentials")) return null;
  const base = { db: database(env().DATABASE_URL), env: env(), now: systemClock };
  try {
    await takeLimit(base, "sign-in", clientAddress(request));
    return null;
  } catch (error) {
    // A plain form shows what it gets: its page says it in words.
    if (request.headers.get("accept")?.includes("text/html")) return seeOther("/sign-in?error=rate_limited");
    return problemResponse(error, systemClock());
  }
}
