import type { Ctx } from "#lib/auth/context.ts";
import { requireUser } from "#lib/auth/permissions.ts";
import { forgetConnectionOf } from "./forget-connection-of.ts";

/**
 * Ends the connection of whoever acts.
 * @returns whether Nextcloud has forgotten the app password already; else it is told when it is back
 * @throws AppError `not_signed_in`, `not_allowed`
 */
export async function disconnect(ctx: Ctx): Promise<{ revoked: boolean }> {
  return forgetConnectionOf(ctx, requireUser(ctx.actor));
}
