import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import { listFolders } from "#lib/integrations/ecodms/list-folders.ts";

export const GET = route(endpoints.listEcodmsFolders, async ({ ctx }) => ({
  folders: await askConnector(ctx, "ecodms", listFolders),
  nextCursor: null,
}));
