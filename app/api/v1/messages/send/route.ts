import { endpoints } from "#lib/http/endpoints.ts";
import { idempotencyKey } from "#lib/http/idempotency-key.ts";
import { route } from "#lib/http/route.ts";
import { sendMessage } from "#lib/messenger/send-message.ts";

export const POST = route(endpoints.sendMessengerMessage, ({ ctx, request, body }) =>
  sendMessage(ctx, {
    roomId: body.room_id,
    body: body.body,
    msgType: body.msg_type,
    idempotencyKey: idempotencyKey(request) ?? body.client_id,
  }),
);
