import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import { cursorAfter } from "#lib/integrations/cursor.ts";
import { listMessages } from "#lib/integrations/zulip/list-messages.ts";
import { sendMessage } from "#lib/integrations/zulip/send-message.ts";

export const GET = route(endpoints.listZulipMessages, async ({ ctx, query: { cursor = null, ...query } }) => {
  const { items, next } = await askConnector(ctx, "zulip", (client) =>
    listMessages(client, { ...query, from: cursor }),
  );
  return { messages: items, nextCursor: cursorAfter("zulip.messages", next) };
});

export const POST = route(endpoints.sendZulipMessage, ({ ctx, body: { channel, topic, userIds, content } }) =>
  askConnector(ctx, "zulip", (client) =>
    sendMessage(
      client,
      channel === undefined ? { userIds: userIds ?? [], content } : { channel, topic: topic ?? "", content },
    ),
  ),
);
