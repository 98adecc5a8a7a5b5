import { deleteExpiredDrafts } from "#db/queries/draft-pictures.ts";
import { requeuePictures } from "#db/queries/reference-pictures.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { missingFilesConfig } from "#lib/core/env.ts";
import { removeSpooled } from "#lib/media/spool/remove-spooled.ts";

/** Throws away drafts without a request, and sends on what waited for files to be configured. @returns how many went. */
export async function sweepPictures(ctx: Ctx): Promise<number> {
  requireAdmin(ctx.actor);
  const spoolIds = await deleteExpiredDrafts(ctx.db, ctx.now());
  for (const spoolId of spoolIds) await removeSpooled(ctx.env, spoolId);
  if (missingFilesConfig(ctx.env).length === 0) await requeuePictures(ctx.db, ctx.now());
  return spoolIds.length;
}
