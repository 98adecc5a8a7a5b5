import { existsSync } from "node:fs";
import { inspectBackup, replaceDatabase } from "#db/backup.ts";
import { closeDatabase, databasePath, openDatabase } from "#db/client.ts";
import { workerLeaseEnds } from "#db/queries/backup.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import { keyFingerprint } from "./key-fingerprint.ts";

export interface Restored {
  createdAt: number;
  /** Where the database before is kept; null where there was none. */
  kept: string | null;
  /** False where customers' links in mails of then will not open, because the key is another one now. */
  sameKey: boolean;
}

/**
 * Puts a backup in the place of the database. `force` does so although a worker seems to run.
 * @throws AppError `invalid_input` for a file that cannot be restored, `conflict` while Parlour runs.
 */
export async function restoreBackup(
  ctx: Pick<Ctx, "actor" | "env" | "now">,
  file: string,
  options: { force: boolean },
): Promise<Restored> {
  requireAdmin(ctx.actor);
  const meta = inspectBackup(file);
  const nowMs = ctx.now();
  if (!options.force && (await isRunning(ctx.env.DATABASE_URL, nowMs)))
    throw new AppError(
      "conflict",
      "Parlour is running. Stop it first, or say --force if you know that it is not.",
    );
  const kept = await replaceDatabase(ctx.env.DATABASE_URL, file, nowMs);
  return { createdAt: meta.createdAt, kept, sameKey: meta.keyFingerprint === keyFingerprint(ctx.env) };
}

async function isRunning(url: string, nowMs: number): Promise<boolean> {
  if (!existsSync(databasePath(url))) return false;
  try {
    const db = openDatabase(url);
    try {
      return ((await workerLeaseEnds(db)) ?? 0) > nowMs;
    } finally {
      closeDatabase(db);
    }
  } catch {
    // A database that cannot even be read is why somebody restores; nothing can be running on it.
    return false;
  }
}
