import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { closeDatabase, databasePath, openDatabase } from "#db/client.ts";
import { worker } from "#lib/auth/actor.ts";
import { createBackup } from "#lib/backup/create-backup.ts";
import { systemClock } from "#lib/core/clock.ts";
import { env } from "#lib/core/env.ts";
import { callerPath } from "../support/caller-path.ts";
import { prepareEnvironment } from "../support/environment.ts";

export async function backup(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const [file, ...others] = positionals;
  if (!file || others.length > 0) {
    console.error("Usage: bin/parlour backup FILE");
    return 2;
  }
  prepareEnvironment();
  const url = env().DATABASE_URL;
  if (!existsSync(databasePath(url))) throw new Error(`There is no database ${databasePath(url)} yet.`);
  // Not migrated: a newer Parlour's command must not change the database of the one that runs.
  const db = openDatabase(url);
  try {
    await createBackup({ actor: worker, env: env(), now: systemClock, db }, callerPath(file));
  } finally {
    closeDatabase(db);
  }
  console.log(
    `Everything is in ${callerPath(file)}. Keep .env.local and secrets.json as well: the keys are not in it.`,
  );
  return 0;
}
