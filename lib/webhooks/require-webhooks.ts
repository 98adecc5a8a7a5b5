import { findSubscription, type WebhookSubscription } from "#db/queries/webhooks.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { requireScope, scopesOf } from "#lib/auth/scopes.ts";
import { AppError } from "#lib/core/errors.ts";

/**
 * Webhooks are an admin's. What they carry is appointments and who booked them: a token that may not read these sets up
 * none and reads no log. @throws AppError `not_signed_in`, `not_allowed`
 */
export function requireWebhooks(ctx: Pick<Ctx, "actor">): void {
  requireAdmin(ctx.actor);
  requireScope(scopesOf(ctx.actor), "appointments:read");
}

/** @throws AppError `not_found` */
export async function loadWebhook(ctx: Pick<Ctx, "db">, id: string): Promise<WebhookSubscription> {
  const row = await findSubscription(ctx.db, id);
  if (!row) throw new AppError("not_found", "There is no webhook with this id.");
  return row;
}
