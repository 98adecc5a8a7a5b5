import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { renewWebhookSecret } from "#lib/webhooks/renew-webhook-secret.ts";

export const POST = route(endpoints.renewWebhookSecret, ({ ctx, params: { id = "" } }) =>
  renewWebhookSecret(ctx, id),
);
