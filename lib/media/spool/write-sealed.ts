import type { Env } from "#lib/core/env.ts";
import { beginSealed } from "./sealed-file.ts";
import { spoolPath, UNFINISHED } from "./spool-folder.ts";

/**
 * Seals `source` into the spool under today's key: under a name for what is unfinished first, then, on disk, under its
 * own. `before` is asked before anything is written, with the bytes to come, and once more (`null`) before the file gets
 * its name; what it throws ends it, and nothing is left.
 */
export async function writeSealed(
  env: Env,
  id: string,
  source: AsyncIterable<Uint8Array>,
  before: (nextBytes: number | null) => Promise<void>,
): Promise<void> {
  const file = spoolPath(env, id);
  const writing = await beginSealed(env, { file, unfinished: `${file}${UNFINISHED}`, id });
  try {
    await writing.write(source, before);
    await writing.handle.close();
    await before(null);
    await writing.finish();
  } catch (error) {
    await writing.discard();
    throw error;
  }
}
