import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import { cursorAfter } from "#lib/integrations/cursor.ts";
import { searchDocuments } from "#lib/integrations/ecodms/search-documents.ts";
import { studioSettings } from "#lib/studio/settings.ts";

export const POST = route(endpoints.searchEcodmsDocuments, async ({ ctx, body }) => {
  const { filters, limit, cursor = null } = body;
  const { timeZone } = await studioSettings(ctx);
  const { items, next } = await askConnector(ctx, "ecodms", (client) =>
    searchDocuments(client, { filters, limit, from: cursor, timeZone }),
  );
  return { documents: items, nextCursor: cursorAfter("ecodms.search", next) };
});
