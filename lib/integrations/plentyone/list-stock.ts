import type { Client } from "../client.ts";
import type { Page, PageRequest } from "../pages.ts";
import type { Stock } from "./dto.ts";
import { fetchPage, MOST_PER_PAGE } from "./fetch-page.ts";
import { toStock } from "./map.ts";
import { rawStock } from "./schema.ts";

export interface StockPlace {
  page: number;
  size: number;
}

/** What lies in every warehouse, in the shop's own order, which it lets nobody choose. */
export async function listStock(
  client: Client,
  { from, limit, variationId }: PageRequest<StockPlace> & { variationId?: number },
): Promise<Page<Stock, StockPlace>> {
  const page = from?.page ?? 1;
  const size = from?.size ?? Math.min(Math.max(1, limit), MOST_PER_PAGE);
  const list = { path: "/stockmanagement/stock", query: { variationId }, raw: rawStock };
  const { rows, isLast } = await fetchPage(client, list, page, size);
  return { items: rows.map(toStock), next: isLast ? null : { page: page + 1, size } };
}
