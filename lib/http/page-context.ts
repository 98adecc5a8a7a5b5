import { cache } from "react";
import { database } from "#db/client.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { systemClock } from "#lib/core/clock.ts";
import { env } from "#lib/core/env.ts";
import { pageActor } from "./page-actor.ts";

/** What a page reads through: once a request, with whoever is signed in as the actor. */
export const pageContext: () => Promise<Ctx> = cache(async () => {
  const environment = env();
  const db = database(environment.DATABASE_URL);
  return { db, env: environment, now: systemClock, actor: await pageActor(db, environment) };
});
