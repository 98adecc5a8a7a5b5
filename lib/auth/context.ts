import type { Db } from "#db/client.ts";
import type { Clock } from "#lib/core/clock.ts";
import type { Env } from "#lib/core/env.ts";
import type { Actor } from "./actor.ts";

/** What every verb receives first: who acts, when, on which data, under which configuration. */
export interface Ctx {
  actor: Actor;
  now: Clock;
  db: Db;
  env: Env;
}
