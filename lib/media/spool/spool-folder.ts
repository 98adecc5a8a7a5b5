import path from "node:path";
import { databasePath } from "#db/client.ts";
import type { Env } from "#lib/core/env.ts";

/** Where sealed files wait: PARLOUR_SPOOL_DIR, else `spool` beside the database. */
export function spoolFolder(env: Env): string {
  const beside = path.join(path.dirname(path.resolve(databasePath(env.DATABASE_URL))), "spool");
  return env.PARLOUR_SPOOL_DIR ? path.resolve(env.PARLOUR_SPOOL_DIR) : beside;
}

/** Ends the name of what is not whole yet. */
export const UNFINISHED = ".part";

export function isSpoolId(name: string): boolean {
  return /^[a-z0-9-]{8,64}$/.test(name);
}

/** @throws Error for anything but an id of ours, so that no name leads out of the folder. */
export function spoolPath(env: Env, spoolId: string): string {
  if (!isSpoolId(spoolId)) throw new Error("This is no id of a spooled file.");
  return path.join(spoolFolder(env), spoolId);
}
