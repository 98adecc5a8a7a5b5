export interface OrderFilters {
  /** Epoch milliseconds, both included. */
  createdFrom?: number;
  createdTo?: number;
  /** Status numbers, both included. */
  statusFrom?: number;
  statusTo?: number;
}

/**
 * Filters as `/orders/search` takes them, of sales orders (type 1) alone: returns and credit notes are orders there too.
 * https://developers.plentymarkets.com/en-gb/developers/main/rest-api-guides/order-search.html
 */
export function orderQuery(filters: OrderFilters): Record<string, string | undefined> {
  return {
    orderTypeId: "1",
    createdAt: range(w3c(filters.createdFrom, Math.ceil), w3c(filters.createdTo, Math.floor)),
    statusId: range(filters.statusFrom?.toString(), filters.statusTo?.toString()),
  };
}

function range(from: string | undefined, to: string | undefined): string | undefined {
  if (from !== undefined && to !== undefined) return `between:${from},${to}`;
  if (from !== undefined) return `gte:${from}`;
  return to === undefined ? undefined : `lte:${to}`;
}

/** `2026-10-24T13:33:23+00:00`: it takes, and knows, no fractions. */
function w3c(ms: number | undefined, toSecond: (seconds: number) => number): string | undefined {
  if (ms === undefined) return undefined;
  return new Date(toSecond(ms / 1000) * 1000).toISOString().replace(/\.\d+Z$/, "+00:00");
}
