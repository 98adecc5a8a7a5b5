import { parseArgs } from "node:util";
import { closeDatabase } from "#db/client.ts";
import { exportEverything } from "#lib/backup/export-everything.ts";
import { callerPath } from "../support/caller-path.ts";
import { commandContext } from "../support/context.ts";
import { prepareEnvironment } from "../support/environment.ts";

export async function exportCommand(args: string[]): Promise<number> {
  const { positionals } = parseArgs({ args, allowPositionals: true });
  const [directory, ...others] = positionals;
  if (!directory || others.length > 0) {
    console.error("Usage: bin/parlour export DIR");
    return 2;
  }
  prepareEnvironment();
  const ctx = commandContext();
  try {
    const files = await exportEverything(ctx, callerPath(directory));
    console.log(`${files.length} files are in ${callerPath(directory)}: ${files.join(", ")}`);
  } finally {
    closeDatabase(ctx.db);
  }
  return 0;
}
