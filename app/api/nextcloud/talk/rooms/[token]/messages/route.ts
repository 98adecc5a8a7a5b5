import { sendTalkMessage } from "#lib/connections/send-talk-message.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";

export const POST = route(endpoints.sendTalkMessage, async ({ ctx, params, body }) => ({
  success: true,
  data: await sendTalkMessage(ctx, { token: params.token ?? "", ...body }),
}));
