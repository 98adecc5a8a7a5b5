import { readdir, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import type { Env } from "#lib/core/env.ts";
import { documentFolder, isKeptName } from "../kept-documents.ts";

/** All documents together; the ones that were not read for longest go first. */
export const MOST_BYTES = 500 * 1024 * 1024;
/** Nothing is written for so long: what is left is of a process that died. */
const LEFT_OVER_MS = HOUR;
/** What nobody reads for so long is not kept, whatever room there is. */
const UNREAD_MS = 30 * DAY;
/** Somebody who just paid for it, or waited for whoever did, is about to open it. */
const FRESH_MS = MINUTE;

/**
 * Removes what a dead process left, what was not read for a month, and then what was not read for longest until the rest
 * fits, with what is being written. What was fetched or read within a minute stays, unless twice as much is there.
 * Foreign files are left alone.
 */
export async function makeRoom(env: Env, maximumBytes = MOST_BYTES): Promise<void> {
  const folder = documentFolder(env);
  const files: { name: string; bytes: number; ageMs: number; isWhole: boolean }[] = [];
  for (const name of await readdir(folder).catch(() => [])) {
    const kept = isKeptName(name);
    const found = kept && (await stat(path.join(folder, name)).catch(() => null));
    if (!kept || !found) continue;
    const ageMs = Date.now() - found.mtimeMs;
    if (ageMs > (kept.isWhole ? UNREAD_MS : LEFT_OVER_MS)) await remove(folder, name);
    else files.push({ name, bytes: found.size, ageMs, isWhole: kept.isWhole });
  }
  let total = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const whole = files.filter(({ isWhole }) => isWhole).sort((one, other) => other.ageMs - one.ageMs);
  for (const { name, bytes, ageMs } of whole) {
    if (total <= (ageMs > FRESH_MS ? maximumBytes : 2 * maximumBytes)) return;
    await remove(folder, name);
    total -= bytes;
  }
}

async function remove(folder: string, name: string): Promise<void> {
  await unlink(path.join(folder, name)).catch(() => undefined);
}
