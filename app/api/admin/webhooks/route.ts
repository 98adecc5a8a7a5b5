import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { webhookJson } from "#lib/http/webhook-json.ts";
import { createWebhook } from "#lib/webhooks/create-webhook.ts";
import { listWebhooks } from "#lib/webhooks/list-webhooks.ts";

export const GET = route(endpoints.listWebhooks, async ({ ctx }) => ({
  webhooks: (await listWebhooks(ctx)).map(webhookJson),
}));

export const POST = route(endpoints.createWebhook, async ({ ctx, body }) => {
  const { webhook, secret } = await createWebhook(ctx, body);
  return { webhook: webhookJson(webhook), secret };
});
