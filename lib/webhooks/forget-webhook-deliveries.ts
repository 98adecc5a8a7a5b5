import { forgetDeliveries } from "#db/queries/webhooks.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { DAY } from "#lib/core/clock.ts";

const KEPT_MS = 30 * DAY;

/** Forgets what was sent to other systems more than thirty days ago. @returns how many deliveries. */
export async function forgetWebhookDeliveries(ctx: Ctx): Promise<number> {
  requireAdmin(ctx.actor);
  return forgetDeliveries(ctx.db, ctx.now() - KEPT_MS);
}
