import { type FileHandle, mkdir, open, rename, unlink } from "node:fs/promises";
import type { Env } from "#lib/core/env.ts";
import { currentRestKey } from "#lib/core/secret-box.ts";
import { sealSegments } from "./seal-segments.ts";
import { newFileSeal } from "./sealed-format.ts";
import { spoolFolder, spoolPath, UNFINISHED } from "./spool-folder.ts";

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
  const unfinished = `${file}${UNFINISHED}`;
  await mkdir(spoolFolder(env), { recursive: true, mode: 0o700 });
  const handle = await open(unfinished, "wx", 0o600);
  try {
    await writeSegments(env, handle, id, source, before).finally(() => handle.close());
    await before(null);
    await rename(unfinished, file);
  } catch (error) {
    await unlink(unfinished).catch(() => undefined);
    throw error;
  }
  await syncFolder(spoolFolder(env));
}

async function writeSegments(
  env: Env,
  handle: FileHandle,
  id: string,
  source: AsyncIterable<Uint8Array>,
  before: (nextBytes: number) => Promise<void>,
): Promise<void> {
  const seal = newFileSeal(currentRestKey(env), id);
  await handle.writeFile(seal.header);
  for await (const segment of sealSegments(source, seal)) {
    await before(segment.length);
    await handle.writeFile(segment);
  }
  await handle.sync();
}

/** A new name is only there for good once its folder is on disk, too. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
