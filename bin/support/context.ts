import { openDatabase } from "#db/client.ts";
import { migrateDatabase } from "#db/migrate.ts";
import { worker } from "#lib/auth/actor.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { systemClock } from "#lib/core/clock.ts";
import { env } from "#lib/core/env.ts";

/** What a command works with: the migrated database, acting as Parlour itself. Whoever runs it owns the machine. */
export function commandContext(): Ctx {
  const db = openDatabase(env().DATABASE_URL);
  migrateDatabase(db);
  return { actor: worker, env: env(), now: systemClock, db };
}
