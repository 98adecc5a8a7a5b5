import { stat } from "node:fs/promises";
import type { Env } from "#lib/core/env.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { openSpooled, readHeader } from "./open-spooled.ts";
import { keyStateOf } from "./sealed-file.ts";
import { systemCode } from "./spool-failure.ts";
import { spoolPath } from "./spool-folder.ts";
import { listSpool } from "./spool-usage.ts";
import { writeSealed } from "./write-sealed.ts";

export interface SpoolKeyCount {
  /** Sealed with today's key. */
  current: number;
  /** Sealed with the key before it, which still opens them. */
  outdated: number;
  /** No key we have opens them. */
  lost: number;
}

/** Which keys the files that wait are sealed with. */
export async function countSpoolKeys(env: Env): Promise<SpoolKeyCount> {
  const count: SpoolKeyCount = { current: 0, outdated: 0, lost: 0 };
  for (const { name, isWhole } of await listSpool(env)) {
    if (!isWhole) continue;
    const state = await keyState(env, name);
    if (state !== null) count[state] += 1;
  }
  return count;
}

/**
 * Seals what waits with today's key, one file after the other and a segment at a time. Safe beside a working Parlour:
 * a file that is delivered meanwhile stays away, one that cannot be opened stays as it is.
 * @returns how many were sealed anew, and what is there afterwards
 */
export async function resealSpool(env: Env): Promise<SpoolKeyCount & { resealed: number }> {
  let resealed = 0;
  for (const { name, isWhole } of await listSpool(env)) {
    if (isWhole && (await keyState(env, name)) === "outdated" && (await reseal(env, name))) resealed += 1;
  }
  return { resealed, ...(await countSpoolKeys(env)) };
}

/** @returns null when the file was delivered meanwhile. */
async function keyState(env: Env, spoolId: string): Promise<keyof SpoolKeyCount | null> {
  try {
    return keyStateOf(env, await readHeader(env, spoolId));
  } catch (error) {
    if (error instanceof UpstreamError && error.reason === "spool-missing") return null;
    throw error;
  }
}

async function reseal(env: Env, spoolId: string): Promise<boolean> {
  try {
    await writeSealed(env, spoolId, openSpooled(env, spoolId), async (nextBytes) => {
      // Delivered while it was sealed anew: it must not come back.
      if (nextBytes === null) await stat(spoolPath(env, spoolId));
    });
    return true;
  } catch (error) {
    // EEXIST: another is sealing it, or was ended in the middle; the sweep removes what that left.
    const code = systemCode(error) ?? "";
    if (error instanceof UpstreamError || code === "ENOENT" || code === "EEXIST") return false;
    throw error;
  }
}
