import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import { cursorAfter } from "#lib/integrations/cursor.ts";
import { listDocuments } from "#lib/integrations/ecodms/list-documents.ts";
import { studioSettings } from "#lib/studio/settings.ts";

export const GET = route(endpoints.listEcodmsDocuments, async ({ ctx, query }) => {
  const { folder, limit, cursor = null } = query;
  const { timeZone } = await studioSettings(ctx);
  const { items, next } = await askConnector(ctx, "ecodms", (client) =>
    listDocuments(client, { folder, limit, from: cursor, timeZone }),
  );
  return { documents: items, nextCursor: cursorAfter("ecodms.documents", next) };
});
