import { cookies } from "next/headers";
import type { Db } from "#db/client.ts";
import type { Actor } from "#lib/auth/actor.ts";
import type { Env } from "#lib/core/env.ts";
import { actorOfCookie } from "./session.ts";
import { sessionCookieName } from "./session-cookie.ts";

/** Who is signed in, where Next hands over no request: in pages and in next-auth's callbacks. */
export async function pageActor(db: Db, env: Env): Promise<Actor> {
  return actorOfCookie(db, env, (await cookies()).get(sessionCookieName(env))?.value);
}
