import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { createWebhook } from "#lib/webhooks/create-webhook.ts";
import { listWebhooks } from "#lib/webhooks/list-webhooks.ts";

export const GET = route(endpoints.listWebhooks, async ({ ctx }) => ({ webhooks: await listWebhooks(ctx) }));

export const POST = route(endpoints.createWebhook, ({ ctx, body }) => createWebhook(ctx, body));
