import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { webhookDeliveryJson } from "#lib/http/webhook-json.ts";
import { listWebhookLog } from "#lib/webhooks/list-webhook-log.ts";

export const GET = route(endpoints.listWebhookDeliveries, async ({ ctx, params: { id = "" }, query }) => {
  const { deliveries, next } = await listWebhookLog(ctx, { ...query, id });
  return { deliveries: deliveries.map(webhookDeliveryJson), next };
});
