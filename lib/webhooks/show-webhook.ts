import type { Ctx } from "#lib/auth/context.ts";
import { loadWebhook, requireWebhooks } from "./require-webhooks.ts";
import { toWebhookView, type WebhookView } from "./webhook-view.ts";

/** @throws AppError `not_found`, or unless an admin asks */
export async function showWebhook(ctx: Ctx, id: string): Promise<WebhookView> {
  requireWebhooks(ctx);
  return toWebhookView(await loadWebhook(ctx, id));
}
