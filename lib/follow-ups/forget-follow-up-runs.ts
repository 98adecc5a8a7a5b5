import { forgetRuns } from "#db/queries/follow-ups.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { DAY } from "#lib/core/clock.ts";

const KEPT_MS = 30 * DAY;

/** Forgets what followed more than thirty days ago, and where. @returns how many runs. */
export async function forgetFollowUpRuns(ctx: Ctx): Promise<number> {
  requireAdmin(ctx.actor);
  return forgetRuns(ctx.db, ctx.now() - KEPT_MS);
}
