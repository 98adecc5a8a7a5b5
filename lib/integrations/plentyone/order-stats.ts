import { DAY, SECOND } from "#lib/core/clock.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import type { Client } from "../client.ts";
import { walkPages } from "../pages.ts";
import { type StepPlace, stepBack } from "../step-back.ts";
import type { OrderStats } from "./dto.ts";
import { fetchPage, MOST_PER_PAGE } from "./fetch-page.ts";
import { orderQuery } from "./order-query.ts";
import { type RawOrderAmounts, rawOrderAmounts } from "./schema.ts";
import { startSums } from "./sum-orders.ts";

export const MOST_DAYS = 62;
export const MOST_ORDERS = 20_000;

export interface StatsRequest {
  /** Epoch milliseconds; the first is included, the last is not. */
  fromMs: number;
  toMs: number;
  /** Whose days they are; IANA. */
  timeZone: string;
}

/**
 * Sales orders added up by day, cancelled ones left out. The vendor's own key figures are an extra that many shops lack,
 * so the orders themselves are read, a page in memory at a time.
 * @throws UpstreamError `invalid` for more than 62 days or 20,000 orders
 */
export async function orderStats(client: Client, request: StatsRequest): Promise<OrderStats> {
  const { fromMs, toMs } = request;
  if (toMs <= fromMs) throw tooMuch(client, "Statistics need an end behind their beginning.");
  // Room for the hour that a day has more when the clocks change.
  if (toMs - fromMs > MOST_DAYS * DAY + 3600 * SECOND)
    throw tooMuch(client, `Statistics are made for at most ${MOST_DAYS} days.`);
  const sums = startSums(request);
  for await (const orders of walkOrders(client, request)) sums.add(orders);
  return sums.result();
}

/** By id, ascending: what comes in meanwhile stands behind the rest. */
function walkOrders(client: Client, { fromMs, toMs }: StatsRequest): AsyncGenerator<RawOrderAmounts[]> {
  const query = {
    ...orderQuery({ createdFrom: fromMs, createdTo: toMs }),
    sortBy: "orderId",
    sortOrder: "asc",
    lazyLoaded: 0,
  };
  const list = { path: "/orders/search", query, raw: rawOrderAmounts };
  const readPage = async (page: number, size: number) => {
    const answer = await fetchPage(client, list, page, size);
    if (answer.total > MOST_ORDERS || (page - 1) * size > MOST_ORDERS)
      throw tooMuch(client, `More than ${MOST_ORDERS} orders: please ask for fewer days.`);
    return answer;
  };
  const orders = { most: MOST_PER_PAGE, rankOf: ({ id }: RawOrderAmounts) => -id, fetchPage: readPage };
  return walkPages((from: StepPlace | null) => stepBack({ from, limit: MOST_PER_PAGE }, orders), client.id);
}

function tooMuch(client: Client, message: string): UpstreamError {
  return new UpstreamError({
    service: client.id,
    kind: "rejected",
    reason: "invalid",
    message,
    retryable: false,
  });
}
