import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import { cursorAfter } from "#lib/integrations/cursor.ts";
import { listOrders } from "#lib/integrations/plentyone/list-orders.ts";

export const GET = route(endpoints.listShopOrders, async ({ ctx, query }) => {
  const { cursor = null, ...filters } = query;
  const { items, next } = await askConnector(ctx, "plentyone", (client) =>
    listOrders(client, { ...filters, from: cursor }),
  );
  return { orders: items, nextCursor: cursorAfter("plentyone.orders", next) };
});
