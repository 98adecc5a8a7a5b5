import { readdir, stat } from "node:fs/promises";
import path from "node:path";
import type { Env } from "#lib/core/env.ts";
import { systemCode } from "./spool-failure.ts";
import { isSpoolId, spoolFolder, UNFINISHED } from "./spool-folder.ts";

export interface SpoolEntry {
  /** The name on disk. */
  name: string;
  /** False for what is still being written, or was when the process ended. */
  isWhole: boolean;
  sealedBytes: number;
  /** Epoch milliseconds of the last write. */
  writtenMs: number;
}

/** Everything of ours in the spool. Foreign files in its folder are left out. */
export async function listSpool(env: Env): Promise<SpoolEntry[]> {
  const folder = spoolFolder(env);
  const entries: SpoolEntry[] = [];
  for (const name of await namesIn(folder)) {
    const isWhole = isSpoolId(name);
    if (!isWhole && !(name.endsWith(UNFINISHED) && isSpoolId(name.slice(0, -UNFINISHED.length)))) continue;
    try {
      const { size, mtimeMs } = await stat(path.join(folder, name));
      entries.push({ name, isWhole, sealedBytes: size, writtenMs: mtimeMs });
    } catch (error) {
      // Delivered or finished meanwhile.
      if (systemCode(error) !== "ENOENT") throw error;
    }
  }
  return entries;
}

/** Bytes on disk, of what is being written too. */
export async function spoolBytes(env: Env): Promise<number> {
  return (await listSpool(env)).reduce((sum, { sealedBytes }) => sum + sealedBytes, 0);
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return [];
    throw error;
  }
}
