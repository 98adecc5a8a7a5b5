import { findWebhookDelivery, insertPing } from "#db/queries/webhooks.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { deliverNow } from "#lib/sync/deliver-outbox.ts";
import { loadWebhook, requireWebhooks } from "./require-webhooks.ts";
import { toWebhookDeliveryView, type WebhookDeliveryView } from "./webhook-view.ts";

/** Whoever asked waits so long for the outcome; the log has it later. */
const BUDGET_MS = 11 * SECOND;

/**
 * Sends a `ping` to a webhook now, also to one that is switched off.
 * @throws AppError `not_found`, or unless an admin asks
 */
export async function testWebhook(ctx: Ctx, id: string): Promise<WebhookDeliveryView> {
  requireWebhooks(ctx);
  const webhook = await loadWebhook(ctx, id);
  return sendNow(ctx, await insertPing(ctx.db, webhook, ctx.now()));
}

/** Tries a delivery at once. @returns how it stands after that. */
export async function sendNow(ctx: Ctx, deliveryId: string): Promise<WebhookDeliveryView> {
  await deliverNow(ctx, `webhook:${deliveryId}`, BUDGET_MS);
  const found = await findWebhookDelivery(ctx.db, deliveryId);
  if (!found) throw new AppError("not_found", "There is no delivery with this id.");
  return toWebhookDeliveryView({ ...found.delivery, nextAttemptAt: null });
}
