import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { webhookJson } from "#lib/http/webhook-json.ts";
import { changeWebhook } from "#lib/webhooks/change-webhook.ts";
import { deleteWebhook } from "#lib/webhooks/delete-webhook.ts";

export const PATCH = route(endpoints.changeWebhook, async ({ ctx, params: { id = "" }, body }) => ({
  webhook: webhookJson(await changeWebhook(ctx, { ...body, id })),
}));

export const DELETE = route(endpoints.deleteWebhook, ({ ctx, params: { id = "" } }) =>
  deleteWebhook(ctx, id),
);
