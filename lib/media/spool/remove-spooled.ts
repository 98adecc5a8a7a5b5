import { unlink } from "node:fs/promises";
import type { Env } from "#lib/core/env.ts";
import { systemCode } from "./spool-failure.ts";
import { spoolPath } from "./spool-folder.ts";

/** Takes a file out of the spool; nothing happens where it is gone already. */
export async function removeSpooled(env: Env, spoolId: string): Promise<void> {
  try {
    await unlink(spoolPath(env, spoolId));
  } catch (error) {
    if (systemCode(error) !== "ENOENT") throw error;
  }
}
