import { listSubscriptions } from "#db/queries/webhooks.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireWebhooks } from "./require-webhooks.ts";
import { toWebhookView, type WebhookView } from "./webhook-view.ts";

/** Every webhook, oldest first. @throws AppError unless an admin asks */
export async function listWebhooks(ctx: Ctx): Promise<WebhookView[]> {
  requireWebhooks(ctx);
  return (await listSubscriptions(ctx.db)).map(toWebhookView);
}
