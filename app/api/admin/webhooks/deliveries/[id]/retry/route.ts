import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { retryWebhook } from "#lib/webhooks/retry-webhook.ts";

export const POST = route(endpoints.retryWebhookDelivery, async ({ ctx, params: { id = "" } }) => ({
  delivery: await retryWebhook(ctx, id),
}));
