import { orderParams } from "#lib/http/endpoints/plentyone-endpoints.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import { route } from "#lib/http/route.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import { findOrder } from "#lib/integrations/plentyone/find-order.ts";

export const GET = route(endpoints.showShopOrder, async ({ ctx, params }) => {
  const { id } = parseInput(orderParams, params);
  return { order: await askConnector(ctx, "plentyone", (client) => findOrder(client, id)) };
});
