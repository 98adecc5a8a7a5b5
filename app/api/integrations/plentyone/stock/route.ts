import { endpoints } from "#lib/http/endpoints.ts";
import { route } from "#lib/http/route.ts";
import { askConnector } from "#lib/hub/ask-connector.ts";
import { cursorAfter } from "#lib/integrations/cursor.ts";
import { listStock } from "#lib/integrations/plentyone/list-stock.ts";

export const GET = route(endpoints.listShopStock, async ({ ctx, query }) => {
  const { cursor = null, ...filters } = query;
  const { items, next } = await askConnector(ctx, "plentyone", (client) =>
    listStock(client, { ...filters, from: cursor }),
  );
  return { stock: items, nextCursor: cursorAfter("plentyone.stock", next) };
});
