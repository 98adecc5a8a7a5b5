import { existsSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { createBackup } from "./create-backup.ts";

const NAME = /^parlour-\d{4}-\d{2}-\d{2}\.db$/;

/**
 * One copy a day (UTC) in PARLOUR_BACKUP_DIR, the newest PARLOUR_BACKUP_KEEP of them kept. Safe to call as often as
 * wanted. Touches no file there that it would not have made itself. @returns the copy made now, if one was due.
 */
export async function keepDailyCopies(ctx: Ctx): Promise<string | null> {
  requireAdmin(ctx.actor);
  const directory = ctx.env.PARLOUR_BACKUP_DIR;
  if (!directory) return null;
  const file = path.join(directory, `parlour-${new Date(ctx.now()).toISOString().slice(0, 10)}.db`);
  const isDue = !existsSync(file);
  if (isDue) await createBackup(ctx, file);
  const copies = readdirSync(directory)
    .filter((name) => NAME.test(name))
    .sort();
  for (const name of copies.slice(0, Math.max(0, copies.length - ctx.env.PARLOUR_BACKUP_KEEP)))
    rmSync(path.join(directory, name));
  return isDue ? file : null;
}
