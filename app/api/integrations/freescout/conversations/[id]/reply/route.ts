import { conversationParams } from "#lib/http/endpoints/freescout-endpoints.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import { ownEmail } from "#lib/hub/own-email.ts";
import { replyToConversation } from "#lib/integrations/freescout/reply-to-conversation.ts";

export const POST = route(endpoints.replyToFreescoutConversation, async ({ ctx, params, body }) => {
  const { id } = parseInput(conversationParams, params);
  return askConnector(ctx, "freescout", async (client) =>
    replyToConversation(client, { ...body, id, byEmail: await ownEmail(ctx) }),
  );
});
