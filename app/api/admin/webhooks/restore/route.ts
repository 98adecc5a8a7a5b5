import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { restoreWebhook } from "#lib/webhooks/restore-webhook.ts";

export const POST = route(endpoints.restoreWebhook, async ({ ctx, body }) => ({
  webhook: await restoreWebhook(ctx, body),
}));
