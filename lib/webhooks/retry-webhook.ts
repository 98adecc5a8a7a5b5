import { findWebhookDelivery, restartDelivery } from "#db/queries/webhooks.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { requireWebhooks } from "./require-webhooks.ts";
import { sendNow } from "./test-webhook.ts";
import type { WebhookDeliveryView } from "./webhook-view.ts";

/**
 * Sends a delivery again now, the same body under the same id, whatever came of it before.
 * @throws AppError `not_found`; `conflict` while the webhook is switched off, or once its words are forgotten
 */
export async function retryWebhook(ctx: Ctx, deliveryId: string): Promise<WebhookDeliveryView> {
  requireWebhooks(ctx);
  const found = await findWebhookDelivery(ctx.db, deliveryId);
  if (!found) throw new AppError("not_found", "There is no delivery with this id.");
  const { delivery, subscription } = found;
  if (!subscription.active && delivery.event !== "ping")
    throw new AppError("conflict", "This webhook is switched off. Switch it on first.");
  if (delivery.body === "")
    throw new AppError("conflict", "Whom this is about was forgotten: there is nothing left to send.");
  await restartDelivery(ctx.db, deliveryId, ctx.now());
  return sendNow(ctx, deliveryId);
}
