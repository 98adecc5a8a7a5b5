import type { Client } from "../client.ts";
import type { Page, PageRequest } from "../pages.ts";
import { type StepPlace, stepBack } from "../step-back.ts";
import type { Order } from "./dto.ts";
import { fetchPage, MOST_PER_PAGE } from "./fetch-page.ts";
import { toOrder } from "./map.ts";
import { type OrderFilters, orderQuery } from "./order-query.ts";
import { type RawOrder, rawOrder } from "./schema.ts";

/**
 * Sales orders, the newest first, each once, whatever comes in or changes its status meanwhile. A page may be short,
 * even empty, with another behind it.
 */
export async function listOrders(
  client: Client,
  request: PageRequest<StepPlace> & OrderFilters,
): Promise<Page<Order, StepPlace>> {
  const list = { path: "/orders/search", query: searchOf(request), raw: rawOrder };
  const { items, next } = await stepBack(request, {
    most: MOST_PER_PAGE,
    rankOf: ({ id }: RawOrder) => id,
    fetchPage: (page, size) => fetchPage(client, list, page, size),
  });
  return { items: items.map(toOrder), next };
}

function searchOf(filters: OrderFilters) {
  return {
    ...orderQuery(filters),
    sortBy: "orderId",
    sortOrder: "desc",
    // Without it nothing but the order's own fields comes.
    lazyLoaded: 0,
    "with[]": "addresses",
  };
}
