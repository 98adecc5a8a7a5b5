import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { webhookDeliveryJson } from "#lib/http/webhook-json.ts";
import { testWebhook } from "#lib/webhooks/test-webhook.ts";

export const POST = route(endpoints.testWebhook, async ({ ctx, params: { id = "" } }) => ({
  delivery: webhookDeliveryJson(await testWebhook(ctx, id)),
}));
