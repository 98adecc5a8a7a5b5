import { onTestFinished } from "vitest";
import type { Client } from "#lib/integrations/client.ts";
import { type ConnectorOptions, openConnector } from "#lib/integrations/open-connector.ts";
import { walkPages } from "#lib/integrations/pages.ts";
import { plentyone } from "#lib/integrations/plentyone/connector.ts";
import type { Order } from "#lib/integrations/plentyone/dto.ts";
import { listOrders } from "#lib/integrations/plentyone/list-orders.ts";
import type { OrderFilters } from "#lib/integrations/plentyone/order-query.ts";
import type { StepPlace } from "#lib/integrations/step-back.ts";
import { createPlentyONE, type PlentyOptions } from "#sandbox/systems/plentyone/create-plentyone.ts";
import { startSystem } from "#sandbox/systems/system.ts";
import { testClock } from "#tests/support/test-clock.ts";
import { testEnvironment } from "#tests/support/test-studio.ts";

export const clientVariables = (url: string, secret = "parlour-demo") => ({
  PLENTYONE_BASE_URL: url,
  PLENTYONE_TOKEN_URL: `${url}/oauth/token`,
  PLENTYONE_CLIENT_ID: "parlour",
  PLENTYONE_CLIENT_SECRET: secret,
});
export const userVariables = (url: string) => ({
  PLENTYONE_BASE_URL: `${url}/rest/`,
  PLENTYONE_USERNAME: "parlour",
  PLENTYONE_PASSWORD: "parlour-demo",
});

/** A stand-in of its own, whose clock stands still, and clients that share nothing. */
export async function openShop(options: Partial<PlentyOptions> = {}) {
  const clock = testClock("2026-11-18T11:00:00Z");
  const plenty = createPlentyONE({ now: clock.now, ...options });
  const system = await startSystem(plenty);
  onTestFinished(system.close);
  const open = (
    variables: Record<string, string> = clientVariables(system.url),
    more: ConnectorOptions = {},
  ) =>
    openConnector(plentyone, testEnvironment("file:unused", variables), {
      now: clock.now,
      baseDelayMs: 1,
      states: new Map(),
      ...more,
    });
  const logins = () => system.requests.filter((line) => /token|login/.test(line));
  return { clock, system, shop: plenty.state, client: open(), open, logins };
}

/** So many orders at most; a shop may have more than a test should read. */
export async function ordersOf(
  client: Client,
  limit: number,
  filters: OrderFilters = {},
  most = 300,
): Promise<Order[]> {
  const found: Order[] = [];
  const pages = walkPages(
    (from: StepPlace | null) => listOrders(client, { ...filters, from, limit }),
    "plentyone",
  );
  for await (const page of pages) {
    found.push(...page);
    if (found.length >= most) break;
  }
  return found;
}
