import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import { listClassifications } from "#lib/integrations/ecodms/list-classifications.ts";

export const GET = route(endpoints.listEcodmsClassifications, ({ ctx }) =>
  askConnector(ctx, "ecodms", listClassifications),
);
