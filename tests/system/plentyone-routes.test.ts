import { expect, onTestFinished, test } from "vitest";
import { DAY } from "#lib/core/clock.ts";
import { endpoints } from "#lib/http/endpoints.ts";
import { writeCursor } from "#lib/integrations/cursor.ts";
import { createPlentyONE } from "#sandbox/systems/plentyone/create-plentyone.ts";
import { startSystem } from "#sandbox/systems/system.ts";
import { openVendorRoutes } from "#tests/support/vendor-routes.ts";

async function openRoutes(more: Record<string, string> = {}) {
  const shop = createPlentyONE({ now: Date.now });
  const system = await startSystem(shop);
  onTestFinished(system.close);
  const routes = await openVendorRoutes({
    PLENTYONE_BASE_URL: system.url,
    PLENTYONE_TOKEN_URL: `${system.url}/oauth/token`,
    PLENTYONE_CLIENT_ID: "parlour",
    PLENTYONE_CLIENT_SECRET: "parlour-demo",
    ...more,
  });
  const [orders, order, stock, stats] = await Promise.all([
    import("#app/api/integrations/plentyone/orders/route.ts"),
    import("#app/api/integrations/plentyone/orders/[id]/route.ts"),
    import("#app/api/integrations/plentyone/stock/route.ts"),
    import("#app/api/integrations/plentyone/stats/route.ts"),
  ]);
  const span = { from: new Date(Date.now() - 7 * DAY).toISOString(), to: new Date().toISOString() };
  const every = [
    { handler: orders.GET, sent: {} },
    { handler: order.GET, sent: { id: "1001" } },
    { handler: stock.GET, sent: {} },
    { handler: stats.GET, sent: { query: span } },
  ];
  return { ...routes, shop, system, orders, order, stock, stats, span, every };
}

test("the shop is for the front desk", async () => {
  const { call, every, system } = await openRoutes();
  for (const { handler, sent } of every) {
    expect(await call(handler, { ...sent, as: null })).toMatchObject({
      status: 401,
      answer: { code: "not_signed_in" },
    });
    expect(await call(handler, { ...sent, as: "mara" })).toMatchObject({
      status: 403,
      answer: { code: "not_allowed" },
    });
    expect(await call(handler, { ...sent, as: "files" })).toMatchObject({ status: 403 });
  }
  expect(system.requests).toEqual([]);
  for (const { handler, sent } of every)
    expect(await call(handler, { ...sent, as: "reads" })).toMatchObject({ status: 200 });
});

test("orders over HTTP: pages, filters, one of them", async () => {
  const { call, shop, orders, order } = await openRoutes();
  const expected = shop.state.orders.filter(({ typeId }) => typeId === 1).map(({ id }) => id);
  const walked: number[] = [];
  let cursor: string | null = "";
  while (cursor !== null) {
    const query: Record<string, string> = { limit: "40", ...(cursor && { cursor }) };
    const page = await call(orders.GET, { query, of: endpoints.listShopOrders });
    expect(page.status).toBe(200);
    walked.push(...page.answer.orders.map(({ id }: { id: number }) => id));
    cursor = page.answer.nextCursor;
  }
  expect(walked).toEqual(expected.reverse());

  const createdFrom = new Date(Date.now() - 5 * DAY).toISOString();
  const some = await call(orders.GET, { query: { createdFrom, statusFrom: "3", statusTo: "5.7" } });
  expect(some.answer.orders.length).toBeGreaterThan(0);
  for (const { status, createdAt } of some.answer.orders) {
    expect(status.id).toBeGreaterThanOrEqual(3);
    expect(status.id).toBeLessThanOrEqual(5.7);
    expect(Date.parse(createdAt)).toBeGreaterThanOrEqual(Date.parse(createdFrom));
  }
  const [id = 0] = walked;
  const one = await call(order.GET, { id: String(id), of: endpoints.showShopOrder });
  expect(one).toMatchObject({ status: 200, answer: { order: { id } } });
});

test("stock and statistics over HTTP", async () => {
  const { call, stock, stats, span } = await openRoutes();
  const first = await call(stock.GET, { query: { limit: "12" }, of: endpoints.listShopStock });
  const second = await call(stock.GET, { query: { cursor: first.answer.nextCursor, limit: "12" } });
  expect([first.answer.stock.length, second.answer.stock.length]).toEqual([12, 8]);
  expect(second.answer.nextCursor).toBeNull();
  const sums = await call(stats.GET, { query: span, of: endpoints.showShopStats });
  expect(sums).toMatchObject({ status: 200, answer: { stats: { ...span, currency: "EUR" } } });
  const days = sums.answer.stats.byDay.map(({ day }: { day: string }) => day);
  expect(days).toEqual([...new Set(days)].sort());
  expect(days.length).toBeGreaterThanOrEqual(7);
});

test("what is asked wrongly, and what is not there", async () => {
  const { call, orders, order, stock, stats, span, system } = await openRoutes();
  const cursor = writeCursor("plentyone.stock", { page: 2, size: 10 });
  const queries: Record<string, string>[] = [
    { limit: "0" },
    { limit: "101" },
    { cursor },
    { cursor: "x" },
    { cursor: writeCursor("plentyone.orders", { skip: 5, after: 3, size: 5000 }) },
    { limit: "" },
    { limit: "1e1" },
    { limit: "0x10" },
    { limit: " 5 " },
    { statusFrom: "" },
    { statusTo: "1e1" },
    { statusFrom: "9", statusTo: "3" },
    { createdFrom: span.to, createdTo: span.from },
    { createdFrom: "yesterday" },
    { statusFrom: "new" },
  ];
  for (const query of queries)
    expect(await call(orders.GET, { query }), JSON.stringify(query)).toMatchObject({ status: 422 });
  expect(await call(stock.GET, { query: { variationId: "1/../2" } })).toMatchObject({ status: 422 });
  expect(await call(stock.GET, { query: { variationId: "0x10" } })).toMatchObject({ status: 422 });
  expect(await call(stats.GET, { query: { from: span.from, to: "" } })).toMatchObject({ status: 422 });
  for (const id of ["..", "1%2F2", "0", "-1"])
    expect(await call(order.GET, { id })).toMatchObject({
      status: 422,
      answer: { errors: { id: ["unknown"] } },
    });
  const long = { from: new Date(Date.now() - 80 * DAY).toISOString(), to: span.to };
  expect(await call(stats.GET, { query: long })).toMatchObject({
    status: 422,
    answer: { code: "invalid_input", detail: "Statistics are made for at most 62 days." },
  });
  expect(system.requests).toEqual([]);
  expect(await call(orders.GET, { query: { createdFrom: span.from, createdTo: span.from } })).toMatchObject({
    status: 200,
  });
  expect(await call(order.GET, { id: "424242" })).toMatchObject({
    status: 404,
    answer: { code: "not_found" },
  });
});

test("a shop that fails, and one that is not configured", async () => {
  const { call, every, system } = await openRoutes();
  for (const { handler, sent } of every) {
    system.faults.add({ match: /rest/, status: 400, body: "{}", contentType: "application/json", times: 1 });
    expect(await call(handler, sent)).toMatchObject({ status: 422 });
    system.faults.add({ match: /rest/, status: 200, body: "<html>", times: 1 });
    expect(await call(handler, sent)).toMatchObject({
      status: 502,
      answer: { code: "upstream_failed", upstream: { service: "plentyone", kind: "malformed" } },
    });
  }
  const wrong = await openRoutes({ PLENTYONE_CLIENT_SECRET: "not-the-secret" });
  const refused = await wrong.call(wrong.orders.GET);
  expect(refused).toMatchObject({ status: 502, answer: { upstream: { kind: "auth", retryable: false } } });
  expect(JSON.stringify(refused.answer)).not.toContain("not-the-secret");

  const without = await openRoutes({ PLENTYONE_TOKEN_URL: "", PLENTYONE_CLIENT_SECRET: "" });
  for (const { handler, sent } of without.every) {
    const { status, answer } = await without.call(handler, sent);
    expect({ status, code: answer.code }).toEqual({ status: 503, code: "plentyone_not_configured" });
    expect(answer.detail).toContain("PLENTYONE_CLIENT_SECRET");
    expect(answer.detail).toContain("PLENTYONE_TOKEN_URL");
  }
  expect(without.system.requests).toEqual([]);
});

test("a limit is told with when it ends", async () => {
  const { call, orders, system } = await openRoutes();
  const headers = { "Retry-After": "120" };
  system.faults.add({
    match: /search/,
    status: 429,
    headers,
    body: "{}",
    contentType: "application/json",
    times: 1,
  });
  const answer = await call(orders.GET);
  expect(answer).toMatchObject({ status: 502, answer: { upstream: { kind: "rate-limited" } } });
  const seconds = Number(answer.headers.get("Retry-After"));
  expect(seconds).toBeGreaterThan(100);
  expect(seconds).toBeLessThanOrEqual(121);
});
