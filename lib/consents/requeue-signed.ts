import { requeueConsents } from "#db/queries/consents.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { missingFilesConfig } from "#lib/core/env.ts";

/** Files what was signed while there was no place for files. @returns how many are on their way. */
export async function requeueSigned(ctx: Ctx): Promise<number> {
  requireAdmin(ctx.actor);
  if (missingFilesConfig(ctx.env).length > 0) return 0;
  return requeueConsents(ctx.db, ctx.now());
}
