import { checkNames, pageOf } from "./plenty-page.ts";
import type { StockRow } from "./plenty-rows.ts";

export function pageOfStock(stock: StockRow[], query: URLSearchParams) {
  checkNames(query, ["page", "itemsPerPage", "variationId", "updatedAtFrom", "updatedAtTo"]);
  const variation = query.get("variationId");
  return pageOf(
    stock.filter(({ variationId }) => variation === null || String(variationId) === variation),
    query,
  );
}
