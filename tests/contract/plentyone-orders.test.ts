import { beforeEach, describe, expect, test } from "vitest";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { addDays, dayOf, instantOf } from "#lib/core/time-zone.ts";
import { walkPages } from "#lib/integrations/pages.ts";
import { findOrder } from "#lib/integrations/plentyone/find-order.ts";
import { listOrders } from "#lib/integrations/plentyone/list-orders.ts";
import { listStock, type StockPlace } from "#lib/integrations/plentyone/list-stock.ts";
import { orderStats } from "#lib/integrations/plentyone/order-stats.ts";
import { restBase } from "#lib/integrations/plentyone/rest-base.ts";
import type { StepPlace } from "#lib/integrations/step-back.ts";
import { refusalOf } from "#tests/support/refusal-of.ts";
import { openShop, ordersOf } from "./plentyone-shop.ts";

const VIENNA = "Europe/Vienna";

type Shop = Awaited<ReturnType<typeof openShop>>;

describe("PlentyONE: orders, stock and sums of the stand-in", () => {
  let clock: Shop["clock"];
  let system: Shop["system"];
  let shop: Shop["shop"];
  let client: Shop["client"];
  let open: Shop["open"];
  beforeEach(async () => {
    ({ clock, system, shop, client, open } = await openShop());
  });

  test.each([
    "https://shop.example",
    "https://shop.example/",
    "https://shop.example/rest",
    "https://shop.example/rest/",
  ])("%s leads to the API", (address) => {
    expect(restBase(address)).toBe("https://shop.example/rest");
  });

  test("an order is told in the customer's own currency, with who is on the bill", async () => {
    const orders = await ordersOf(client, 100);
    const swiss = orders.find(({ currency }) => currency === "CHF");
    const raw = shop.orders.find(({ id }) => id === swiss?.id);
    expect(swiss?.total).toBe(raw?.amounts[1]?.grossTotal);
    expect(swiss?.items[0]?.price).toBe(raw?.orderItems[0]?.amounts[1]?.priceGross);
    expect(swiss?.buyer).toBe("Mireille Rochat");
    expect(orders.find(({ buyer }) => buyer === "Galerie Nord GmbH")).toBeDefined();
    expect(orders.map(({ buyer }) => buyer)).not.toContain("Parcel Locker");
    expect(orders.find(({ status }) => status.id === 5.7)?.status.name).toBe("[5.7] Being picked");
    expect(orders.find(({ externalId }) => externalId !== null)?.externalId).toMatch(/^SHOP-/);
  });

  test("shipping is no item, and a return is no order", async () => {
    const orders = await ordersOf(client, 100);
    const names = orders.flatMap(({ items }) => items.map(({ name }) => name));
    expect(names).not.toContain("Shipping Costs");
    for (const { items, itemCount } of orders)
      expect(itemCount).toBe(items.reduce((sum, { quantity }) => sum + quantity, 0));
    expect(orders).toHaveLength(shop.orders.filter(({ typeId }) => typeId === 1).length);
    expect(orders.length).toBeLessThan(shop.orders.length);
  });

  test("orders that come in meanwhile make nobody be told twice, and nobody be left out", async () => {
    const before = (await ordersOf(client, 100)).map(({ id }) => id);
    const walked: number[] = [];
    const pages = walkPages((from: StepPlace | null) => listOrders(client, { from, limit: 10 }), "plentyone");
    for await (const page of pages) {
      walked.push(...page.map(({ id }) => id));
      shop.addOrder();
      shop.addOrder();
      shop.addOrder();
    }
    expect(walked).toEqual(before);
  });

  test("orders that leave the filter meanwhile take nobody with them", async () => {
    const filters = { statusFrom: 5, statusTo: 7 };
    const before = (await ordersOf(client, 100, filters)).map(({ id }) => id);
    const walked: number[] = [];
    const pages = walkPages(
      (from: StepPlace | null) => listOrders(client, { ...filters, from, limit: 8 }),
      "plentyone",
    );
    for await (const page of pages) {
      walked.push(...page.map(({ id }) => id));
      // Three that were told are cancelled, and one comes in.
      for (const id of page.slice(0, 3).map((order) => order.id)) {
        const told = shop.orders.find((order) => order.id === id);
        if (told) told.statusId = 8;
      }
      shop.addOrder();
    }
    expect(walked).toEqual(before);
  });

  test.each([8, 50])(
    "one that leaves the filter in front hides nobody while another enters it behind, %i a page",
    async (limit) => {
      const sales = shop.orders.filter(({ typeId }) => typeId === 1).reverse();
      for (const order of sales) order.statusId = 5;
      const enters = sales[60];
      if (enters) enters.statusId = 4;
      const filters = { statusFrom: 5, statusTo: 5 };
      const before = (await ordersOf(client, 100, filters)).map(({ id }) => id);
      const walked: number[] = [];
      const pages = walkPages(
        (from: StepPlace | null) => listOrders(client, { ...filters, from, limit }),
        "plentyone",
      );
      for await (const page of pages) {
        walked.push(...page.map(({ id }) => id));
        if (sales[2]) sales[2].statusId = 7;
        if (enters) enters.statusId = 5;
      }
      expect(walked).toEqual([...before, enters?.id ?? 0].sort((one, other) => other - one));
    },
  );

  test("an order without amounts, parts or a date of change is an order", async () => {
    const [, order] = shop.orders.filter(({ typeId, statusId }) => typeId === 1 && statusId === 7).reverse();
    if (!order) throw new Error("The stand-in has no such order.");
    const span = {
      fromMs: Date.parse(order.createdAt),
      toMs: Date.parse(order.createdAt) + 1000,
      timeZone: VIENNA,
    };
    const [line] = order.orderItems;
    if (line) Object.assign(line, { amounts: [] });
    Object.assign(order, { amounts: [], updatedAt: null });
    expect(await findOrder(client, order.id)).toMatchObject({
      total: 0,
      currency: "",
      updatedAt: new Date(order.createdAt).toISOString(),
      itemCount: order.orderItems
        .filter(({ typeId }) => typeId === 1)
        .reduce((sum, { quantity }) => sum + quantity, 0),
    });
    expect(await orderStats(client, span)).toMatchObject({ orders: 1, revenue: [], currency: null });
    Object.assign(order, { orderItems: null });
    const listed = await ordersOf(client, 100);
    expect(listed.find(({ id }) => id === order.id)).toMatchObject({ itemCount: 0, items: [] });
  });

  test.each([
    ["KWD", 1.2554, 1.255],
    ["JPY", 1200.4, 1200],
    ["EUR", 0.1 + 0.2, 0.3],
    ["no code", 1.005001, 1.01],
  ])("sums in %s have the digits of their currency", async (currency, grossTotal, sum) => {
    const [order] = shop.orders.filter(({ typeId, statusId }) => typeId === 1 && statusId === 7).reverse();
    if (!order) throw new Error("The stand-in has no such order.");
    order.amounts = order.amounts.slice(0, 1).map((amount) => ({ ...amount, currency, grossTotal }));
    const fromMs = Date.parse(order.createdAt);
    const stats = await orderStats(client, { fromMs, toMs: fromMs + 1000, timeZone: VIENNA });
    expect(stats.revenue).toEqual([{ currency, total: sum }]);
    expect(stats.byDay).toMatchObject([{ orders: 1, total: sum }]);
  });

  test("stock is walked once, and a variation's alone", async () => {
    const rows: string[] = [];
    const pages = walkPages((from: StockPlace | null) => listStock(client, { from, limit: 6 }), "plentyone");
    for await (const page of pages) rows.push(...page.map((row) => `${row.variationId} ${row.warehouseId}`));
    expect(rows).toEqual(shop.stock.map((row) => `${row.variationId} ${row.warehouseId}`));
    const { items, next } = await listStock(client, { from: null, limit: 50, variationId: 1103 });
    expect(items.map(({ warehouseId }) => warehouseId)).toEqual([1, 2]);
    expect(items[0]?.net).toBe((items[0]?.physical ?? 0) - (items[0]?.reserved ?? 0));
    expect(next).toBeNull();
  });

  test("statistics: days of the zone, every day, no cancelled order, currencies apart", async () => {
    const last = dayOf(clock.now(), VIENNA);
    const fromMs = instantOf(addDays(last, -9), 0, VIENNA);
    const toMs = clock.now() + 1;
    const stats = await orderStats(client, { fromMs, toMs, timeZone: VIENNA });
    const counted = shop.orders.filter(({ typeId, statusId, createdAt }) => {
      const at = Date.parse(createdAt);
      return typeId === 1 && Number(statusId) !== 8 && at >= fromMs && at < toMs;
    });
    expect(stats.orders).toBe(counted.length);
    expect(stats.currency).toBe("EUR");
    expect(stats.byDay.map(({ day }) => day)).toEqual(
      Array.from({ length: 10 }, (_, at) => addDays(last, at - 9)),
    );
    for (const { day, orders, total } of stats.byDay) {
      const ofDay = counted.filter(({ createdAt }) => dayOf(Date.parse(createdAt), VIENNA) === day);
      expect(orders).toBe(ofDay.length);
      expect(total).toBeCloseTo(
        ofDay.reduce((sum, { amounts }) => sum + (amounts[0]?.grossTotal ?? 0), 0),
        2,
      );
    }
    const francs = counted.flatMap(({ amounts }) => amounts.slice(1));
    expect(francs.length).toBeGreaterThan(0);
    expect(stats.revenue.find(({ currency }) => currency === "CHF")?.total).toBeCloseTo(
      francs.reduce((sum, { grossTotal }) => sum + grossTotal, 0),
      2,
    );
  });

  test("statistics read page after page, and a page that fails is no end", async () => {
    for (let at = 0; at < 600; at += 1) shop.addOrder();
    const span = { fromMs: clock.now() - HOUR, toMs: clock.now() + HOUR, timeZone: VIENNA };
    const stats = await orderStats(client, span);
    expect(system.requests.filter((line) => line.includes("/orders/search"))).toHaveLength(3);
    expect(stats.orders).toBeGreaterThanOrEqual(600);
    system.faults.add({ match: /[?&]page=3/, status: 500, body: "{}", contentType: "application/json" });
    expect(await refusalOf(orderStats(client, span))).toMatchObject({ kind: "rejected", status: 500 });
  });

  test("statistics lose no order while another is deleted", async () => {
    for (let at = 0; at < 600; at += 1) shop.addOrder();
    const span = { fromMs: clock.now() - 40 * DAY, toMs: clock.now() + HOUR, timeZone: VIENNA };
    const before = await orderStats(client, span);
    let isDone = false;
    const watched = open(undefined, {
      observe: ({ operation }) => {
        if (isDone || operation !== "GET /orders/search") return;
        isDone = true;
        const isCounted = ({ typeId, statusId, createdAt }: (typeof shop.orders)[number]) =>
          typeId === 1 && statusId === 7 && Date.parse(createdAt) >= span.fromMs;
        // Told already, and counted: only others behind it could be lost.
        shop.orders.splice(shop.orders.findIndex(isCounted), 1);
      },
    });
    expect((await orderStats(watched, span)).orders).toBe(before.orders);
    expect(isDone).toBe(true);
  });

  test("statistics of too many days or orders are refused", async () => {
    const toMs = clock.now();
    const days = orderStats(client, { fromMs: toMs - 63 * DAY, toMs, timeZone: VIENNA });
    expect(await refusalOf(days)).toMatchObject({ reason: "invalid" });
    expect(await refusalOf(orderStats(client, { fromMs: toMs, toMs, timeZone: VIENNA }))).toMatchObject({
      reason: "invalid",
    });
    expect(system.requests).toEqual([]);
    const page = { page: 1, totalsCount: 20_001, isLastPage: false, lastPageNumber: 81, entries: [] };
    system.faults.add({
      match: /search/,
      status: 200,
      body: JSON.stringify(page),
      contentType: "application/json",
    });
    const orders = await refusalOf(orderStats(client, { fromMs: toMs - DAY, toMs, timeZone: VIENNA }));
    expect(orders).toMatchObject({ reason: "invalid" });
    expect(orders.message).toContain("20000");
  });
});
