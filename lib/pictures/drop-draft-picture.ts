import { deleteDraftPicture } from "#db/queries/draft-pictures.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { hashToken } from "#lib/core/ids.ts";
import { removeSpooled } from "#lib/media/spool/remove-spooled.ts";

/** Throws a draft away, for whoever has its token. What is gone already is gone. */
export async function dropDraftPicture(ctx: Ctx, token: string): Promise<void> {
  const spoolId = await deleteDraftPicture(ctx.db, hashToken(token));
  if (spoolId !== null) await removeSpooled(ctx.env, spoolId);
}
