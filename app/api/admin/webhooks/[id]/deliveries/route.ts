import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { listWebhookLog } from "#lib/webhooks/list-webhook-log.ts";

export const GET = route(endpoints.listWebhookDeliveries, ({ ctx, params: { id = "" }, query }) =>
  listWebhookLog(ctx, { ...query, id }),
);
