import { deleteMergesBefore } from "#db/queries/customer-merges.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { UNDO_MERGE_MS } from "./undo-window.ts";

/** Forgets who was merged once it cannot be undone any more. Safe to repeat. @returns how many merges. */
export async function forgetOldMerges(ctx: Ctx): Promise<number> {
  requireAdmin(ctx.actor);
  return deleteMergesBefore(ctx.db, ctx.now() - UNDO_MERGE_MS);
}
