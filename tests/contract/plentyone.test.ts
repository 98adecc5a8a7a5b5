import { expect, test } from "vitest";
import { DAY } from "#lib/core/clock.ts";
import { addDays, dayOf, instantOf } from "#lib/core/time-zone.ts";
import type { CallRecord } from "#lib/integrations/open-connector.ts";
import { plentyone } from "#lib/integrations/plentyone/connector.ts";
import { findOrder } from "#lib/integrations/plentyone/find-order.ts";
import { listOrders } from "#lib/integrations/plentyone/list-orders.ts";
import { listStock } from "#lib/integrations/plentyone/list-stock.ts";
import { orderStats } from "#lib/integrations/plentyone/order-stats.ts";
import { createPlentyONE } from "#sandbox/systems/plentyone/create-plentyone.ts";
import { startSystem } from "#sandbox/systems/system.ts";
import { refusalOf } from "#tests/support/refusal-of.ts";
import { clientVariables, ordersOf } from "./plentyone-shop.ts";
import { describeSystem } from "./systems.ts";

const VIENNA = "Europe/Vienna";

describeSystem(
  "plentyone",
  {
    standIn: async () => {
      const system = await startSystem(createPlentyONE({ now: Date.now }));
      return { env: clientVariables(system.url), close: system.close };
    },
  },
  (connect) => {
    test("it lets us in, is healthy, and says how much may be asked", async () => {
      const calls: CallRecord[] = [];
      const client = connect({ observe: (call) => calls.push(call) });
      await plentyone.test(client);
      await plentyone.health(client);
      const [call] = calls;
      expect(call).toMatchObject({ outcome: "ok", operation: "GET /users/me" });
      expect(call?.rateLimit?.remaining).toBeGreaterThan(0);
      expect(call?.rateLimit?.resetAt).toBeGreaterThan(call?.rateLimit?.seenAt ?? 0);
    });

    test("orders come the newest first, each once", async () => {
      const orders = await ordersOf(connect(), 20);
      const ids = orders.map(({ id }) => id);
      expect(ids).toEqual([...new Set(ids)].sort((one, other) => other - one));
      for (const order of orders) {
        expect(order.createdAt).toBe(new Date(order.createdAt).toISOString());
        expect(order.currency).toMatch(/^[A-Z]{3}$/);
        expect(Number.isFinite(order.total)).toBe(true);
      }
    });

    test("one order is the same as in the list", async () => {
      const client = connect();
      const [first] = (await listOrders(client, { from: null, limit: 1 })).items;
      if (first) expect(await findOrder(client, first.id)).toEqual(first);
    });

    test("orders of a span and of statuses alone", async () => {
      const client = connect();
      const createdFrom = Date.now() - 10 * DAY;
      const createdTo = Date.now() - 2 * DAY;
      const found = await ordersOf(client, 50, { createdFrom, createdTo, statusFrom: 5, statusTo: 7 });
      for (const { createdAt, status } of found) {
        expect(Date.parse(createdAt)).toBeGreaterThanOrEqual(createdFrom);
        expect(Date.parse(createdAt)).toBeLessThanOrEqual(createdTo);
        expect(status.id).toBeGreaterThanOrEqual(5);
        expect(status.id).toBeLessThanOrEqual(7);
      }
    });

    test("stock is listed", async () => {
      const { items } = await listStock(connect(), { from: null, limit: 5 });
      for (const { net, physical, reserved } of items)
        for (const count of [net, physical, reserved]) expect(Number.isFinite(count)).toBe(true);
    });

    test("statistics are the orders added up", async () => {
      const client = connect();
      const today = dayOf(Date.now(), VIENNA);
      const fromMs = instantOf(addDays(today, -3), 0, VIENNA);
      const toMs = instantOf(today, 0, VIENNA);
      const stats = await orderStats(client, { fromMs, toMs, timeZone: VIENNA });
      const orders = await ordersOf(client, 100, { createdFrom: fromMs, createdTo: toMs - 1000 }, 20_000);
      const counted = orders.filter(({ status }) => status.id < 8 || status.id >= 9);
      expect(stats.orders).toBe(counted.length);
      expect(stats.byDay).toHaveLength(3);
      expect(stats.byDay.reduce((sum, day) => sum + day.orders, 0)).toBe(counted.length);
    });

    test("an order that is not there is not found", async () => {
      expect(await refusalOf(findOrder(connect(), 999_999_999))).toMatchObject({ reason: "not-found" });
    });
  },
);
