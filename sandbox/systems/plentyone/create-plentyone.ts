import type { IncomingMessage, ServerResponse } from "node:http";
import type { System } from "../system.ts";
import { answerLogin } from "./answer-login.ts";
import { pageOfStock } from "./list-stock.ts";
import { PlentyRefusal, refuse } from "./plenty-refusal.ts";
import type { PlentyOrder, StockRow } from "./plenty-rows.ts";
import { seedOrders, seedStock } from "./plenty-seed.ts";
import { createSessions, type Sessions } from "./plenty-sessions.ts";
import { limitHeaders, startThrottle, type Throttle } from "./plenty-throttle.ts";
import { orderWith, searchOrders } from "./search-orders.ts";

export interface PlentyOptions {
  now: () => number;
  clientId?: string;
  clientSecret?: string;
  username?: string;
  password?: string;
  /** Users at once; 3 where the contract says nothing else. */
  sessions?: number;
  /** Reading calls of a user in a minute. */
  reads?: number;
  /** Seconds a token of an app client lives; one of a login lives a day. */
  tokenSeconds?: number;
}

export interface PlentyState {
  orders: PlentyOrder[];
  stock: StockRow[];
  /** Orders that come in while somebody reads; for tests. */
  addOrder(): void;
  /** Ends every token at once, as switching the app client off does; for tests. */
  endTokens(): void;
}

/**
 * A small PlentyONE: sign-in both ways, orders, stock. State is in memory.
 * https://developers.plentymarkets.com/en-gb/developers/main/rest-api-guides/getting-started.html
 */
export function createPlentyONE(options: PlentyOptions): System & { state: PlentyState } {
  const { now, reads = 240 } = options;
  const sessions = createSessions(options);
  const throttle = startThrottle(now, reads);
  const orders = seedOrders(now());
  const state: PlentyState = {
    orders,
    stock: seedStock(),
    addOrder: () => {
      const [newest] = orders.slice(-1);
      if (newest) orders.push({ ...newest, id: newest.id + 1, createdAt: new Date(now()).toISOString() });
    },
    endTokens: sessions.endAll,
  };

  return {
    state,
    async answer(request, response, url) {
      try {
        const login = await answerLogin(request, url.pathname, options, sessions);
        if (login) send(response, 200, login);
        else send(response, 200, await read(request, url, state, sessions, throttle), limitHeaders(throttle));
      } catch (error) {
        if (!(error instanceof PlentyRefusal)) throw error;
        request.resume();
        send(response, error.status, error.body, { ...limitHeaders(throttle), ...error.headers });
      }
    },
  };
}

/** What needs somebody signed in. */
async function read(
  request: IncomingMessage,
  url: URL,
  state: PlentyState,
  sessions: Sessions,
  throttle: Throttle,
): Promise<unknown> {
  if (!url.pathname.startsWith("/rest/")) throw refuse(404, { error: { code: 404, message: "Not Found" } });
  const user = sessions.userOf(request.headers.authorization);
  throttle.take();
  const [, , noun, second, ...more] = url.pathname.split("/");
  if (request.method !== "GET") throw refuse(405, { error: { code: 0, message: "Method Not Allowed" } });
  if (noun === "users" && second === "me") return { id: 3, username: user, userType: "backend" };
  if (noun === "orders" && second === "search") return searchOrders(state.orders, url.searchParams);
  if (noun === "orders" && second !== undefined && more.length === 0) {
    const order = state.orders.find(({ id }) => String(id) === second);
    if (!order)
      throw refuse(404, { error: { code: 404, message: `Order with ID ${second} could not be found.` } });
    return orderWith(order, url.searchParams, true);
  }
  if (noun === "stockmanagement" && second === "stock" && more.length === 0)
    return pageOfStock(state.stock, url.searchParams);
  throw refuse(404, { error: { code: 0, message: "Route not found" } });
}

function send(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}) {
  response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));
}
