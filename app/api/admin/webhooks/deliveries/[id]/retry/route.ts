import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { webhookDeliveryJson } from "#lib/http/webhook-json.ts";
import { retryWebhook } from "#lib/webhooks/retry-webhook.ts";

export const POST = route(endpoints.retryWebhookDelivery, async ({ ctx, params: { id = "" } }) => ({
  delivery: webhookDeliveryJson(await retryWebhook(ctx, id)),
}));
