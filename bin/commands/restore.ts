import { parseArgs } from "node:util";
import { worker } from "#lib/auth/actor.ts";
import { restoreBackup } from "#lib/backup/restore-backup.ts";
import { systemClock } from "#lib/core/clock.ts";
import { env } from "#lib/core/env.ts";
import { callerPath } from "../support/caller-path.ts";
import { prepareEnvironment } from "../support/environment.ts";

export async function restore(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { force: { type: "boolean", default: false } },
  });
  const [file, ...others] = positionals;
  if (!file || others.length > 0) {
    console.error("Usage: bin/parlour restore FILE [--force]");
    return 2;
  }
  prepareEnvironment();
  const ctx = { actor: worker, env: env(), now: systemClock };
  const { createdAt, kept, sameKey } = await restoreBackup(ctx, callerPath(file), { force: values.force });
  console.log(`The backup of ${new Date(createdAt).toISOString()} is in place.`);
  if (kept) console.log(`The database before it is kept as ${kept}.`);
  if (!sameKey)
    console.log(
      "PARLOUR_ENCRYPTION_KEY is not the one of this backup: customers' links in mails of then will not open. Put back the .env.local or secrets.json of then.",
    );
  return 0;
}
