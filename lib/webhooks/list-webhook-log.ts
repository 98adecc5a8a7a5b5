import { listWebhookDeliveries } from "#db/queries/webhooks.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { loadWebhook, requireWebhooks } from "./require-webhooks.ts";
import { toWebhookDeliveryView, type WebhookDeliveryView } from "./webhook-view.ts";

/**
 * What was sent to a webhook in the last thirty days, newest first, and where the next page begins (null at the end).
 * @throws AppError `not_found`, or unless an admin asks
 */
export async function listWebhookLog(
  ctx: Ctx,
  filter: { id: string; before?: { createdAt: number; id: string } | undefined; limit: number },
): Promise<{ deliveries: WebhookDeliveryView[]; next: string | null }> {
  requireWebhooks(ctx);
  await loadWebhook(ctx, filter.id);
  const { id: subscriptionId, before, limit } = filter;
  const rows = await listWebhookDeliveries(ctx.db, {
    subscriptionId,
    limit: limit + 1,
    ...(before && { before }),
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last ? `${last.createdAt}.${last.id}` : null;
  return { deliveries: page.map(toWebhookDeliveryView), next };
}
