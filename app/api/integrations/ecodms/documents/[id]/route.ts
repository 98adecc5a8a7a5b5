import { documentParams } from "#lib/http/endpoints/ecodms-endpoints.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import { findDocument } from "#lib/integrations/ecodms/find-document.ts";
import { studioSettings } from "#lib/studio/settings.ts";

export const GET = route(endpoints.showEcodmsDocument, async ({ ctx, params }) => {
  const { id } = parseInput(documentParams, params);
  const { timeZone } = await studioSettings(ctx);
  return { document: await askConnector(ctx, "ecodms", (client) => findDocument(client, { id, timeZone })) };
});
