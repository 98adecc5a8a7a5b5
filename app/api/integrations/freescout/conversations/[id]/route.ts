import { conversationParams } from "#lib/http/endpoints/freescout-endpoints.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import { showConversation } from "#lib/integrations/freescout/show-conversation.ts";

export const GET = route(endpoints.showFreescoutConversation, async ({ ctx, params }) => {
  const { id } = parseInput(conversationParams, params);
  return { conversation: await askConnector(ctx, "freescout", (client) => showConversation(client, id)) };
});
