import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import { ownEmail } from "#lib/hub/own-email.ts";
import { cursorAfter } from "#lib/integrations/cursor.ts";
import { createConversation } from "#lib/integrations/freescout/create-conversation.ts";
import { listConversations } from "#lib/integrations/freescout/list-conversations.ts";

export const GET = route(
  endpoints.listFreescoutConversations,
  async ({ ctx, query: { cursor = null, ...query } }) => {
    const { items, next } = await askConnector(ctx, "freescout", (client) =>
      listConversations(client, { ...query, from: cursor }),
    );
    return {
      conversations: items,
      nextCursor: cursorAfter("freescout.conversations", next),
    };
  },
);

export const POST = route(endpoints.createFreescoutConversation, ({ ctx, body }) =>
  askConnector(ctx, "freescout", async (client) =>
    createConversation(client, { ...body, byEmail: await ownEmail(ctx) }),
  ),
);
