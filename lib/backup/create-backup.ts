import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { backupDatabase } from "#db/backup.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import { keyFingerprint } from "./key-fingerprint.ts";

/**
 * Writes everything Parlour knows into one file, while it runs. Never over an existing file.
 * @throws AppError `conflict` when the file is there already; Error when it cannot be written.
 */
export async function createBackup(ctx: Ctx, file: string): Promise<void> {
  requireAdmin(ctx.actor);
  if (existsSync(file)) throw new AppError("conflict", `${file} is there already; choose another name.`);
  mkdirSync(path.dirname(file), { recursive: true });
  await backupDatabase(ctx.db, file, { createdAt: ctx.now(), keyFingerprint: keyFingerprint(ctx.env) });
}
