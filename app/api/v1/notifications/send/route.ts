import { endpoints } from "#lib/http/endpoints.ts";
import { idempotencyKey } from "#lib/http/idempotency-key.ts";
import { route } from "#lib/http/route.ts";
import { sendNotification } from "#lib/messenger/send-notification.ts";

export const POST = route(endpoints.sendNotification, ({ ctx, request, body }) =>
  sendNotification(ctx, body, { idempotencyKey: idempotencyKey(request) }),
);
