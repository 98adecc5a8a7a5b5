import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { webhookJson } from "#lib/http/webhook-json.ts";
import { restoreWebhook } from "#lib/webhooks/restore-webhook.ts";

export const POST = route(endpoints.restoreWebhook, async ({ ctx, body }) => ({
  webhook: webhookJson(await restoreWebhook(ctx, body)),
}));
