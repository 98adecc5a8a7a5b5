import { closeDatabase, databasePath } from "#db/client.ts";
import { env } from "#lib/core/env.ts";
import { commandContext } from "../support/context.ts";
import { prepareEnvironment } from "../support/environment.ts";

export async function migrate(): Promise<number> {
  prepareEnvironment();
  closeDatabase(commandContext().db);
  console.log(`The database ${databasePath(env().DATABASE_URL)} has the newest schema.`);
  return 0;
}
