import { beforeEach, describe, expect, test } from "vitest";
import { MINUTE } from "#lib/core/clock.ts";
import type { CallRecord } from "#lib/integrations/open-connector.ts";
import { walkPages } from "#lib/integrations/pages.ts";
import { plentyone } from "#lib/integrations/plentyone/connector.ts";
import { findOrder } from "#lib/integrations/plentyone/find-order.ts";
import { listOrders } from "#lib/integrations/plentyone/list-orders.ts";
import { listStock } from "#lib/integrations/plentyone/list-stock.ts";
import { orderStats } from "#lib/integrations/plentyone/order-stats.ts";
import type { StepPlace } from "#lib/integrations/step-back.ts";
import type { PlentyOptions } from "#sandbox/systems/plentyone/create-plentyone.ts";
import { refusalOf } from "#tests/support/refusal-of.ts";
import { clientVariables, openShop, ordersOf, userVariables } from "./plentyone-shop.ts";

type Shop = Awaited<ReturnType<typeof openShop>>;

describe("PlentyONE: bad days of the stand-in", () => {
  let clock: Shop["clock"];
  let system: Shop["system"];
  let shop: Shop["shop"];
  let client: Shop["client"];
  let open: Shop["open"];
  let logins: Shop["logins"];
  const restart = async (options: Partial<PlentyOptions> = {}) => {
    ({ clock, system, shop, client, open, logins } = await openShop(options));
  };
  beforeEach(() => restart());

  test("one sign-in serves everybody who asks at once", async () => {
    await Promise.all(Array.from({ length: 12 }, () => plentyone.test(client)));
    expect(logins()).toEqual(["POST /oauth/token"]);
    await ordersOf(client, 50);
    expect(logins()).toHaveLength(1);
  });

  test("a token that ends in the middle of a walk is replaced, and nothing is lost", async () => {
    const before = (await ordersOf(client, 100)).map(({ id }) => id);
    const walked: number[] = [];
    const pages = walkPages((from: StepPlace | null) => listOrders(client, { from, limit: 30 }), "plentyone");
    for await (const page of pages) {
      walked.push(...page.map(({ id }) => id));
      if (walked.length === 30) shop.endTokens();
    }
    expect(walked).toEqual(before);
    expect(logins()).toHaveLength(2);
  });

  test("a user signs in, and is renewed rather than signed in again", async () => {
    const user = open(userVariables(system.url));
    await plentyone.test(user);
    shop.endTokens();
    await plentyone.test(user);
    expect(logins()).toEqual(["POST /rest/login", "POST /rest/login/refresh"]);
    // The fields of a renewed token are written in camelCase; it is good all the same.
    await plentyone.test(user);
    expect(logins()).toHaveLength(2);
  });

  test("a user who cannot be renewed signs in again", async () => {
    const user = open(userVariables(system.url));
    await plentyone.test(user);
    shop.endTokens();
    system.faults.add({ match: /refresh/, status: 401, body: "{}", contentType: "application/json" });
    await plentyone.test(user);
    expect(logins()).toEqual(["POST /rest/login", "POST /rest/login/refresh", "POST /rest/login"]);
  });

  test("the app client goes before the user where both are configured", async () => {
    await plentyone.test(open({ ...userVariables(system.url), ...clientVariables(system.url) }));
    expect(logins()).toEqual(["POST /oauth/token"]);
  });

  test("a wrong secret is told as one, after one request", async () => {
    const error = await refusalOf(plentyone.test(open(clientVariables(system.url, "not-the-secret"))));
    expect(error).toMatchObject({ kind: "auth", retryable: false });
    expect(error.message).toContain("PLENTYONE_CLIENT_SECRET");
    expect(error.message).not.toContain("not-the-secret");
    expect(system.requests).toEqual(["POST /oauth/token"]);
  });

  test("a wrong password is told as one, after one request", async () => {
    const error = await refusalOf(
      plentyone.test(open({ ...userVariables(system.url), PLENTYONE_PASSWORD: "not-the-password" })),
    );
    expect(error).toMatchObject({ kind: "auth", retryable: false });
    expect(error.message).toContain("PLENTYONE_PASSWORD");
    expect(system.requests).toEqual(["POST /rest/login"]);
  });

  test("too many signed in at once is told in the shop's words", async () => {
    const all = [1, 2, 3].map(() => open());
    await Promise.all(all.map((one) => plentyone.test(one)));
    const error = await refusalOf(plentyone.test(open()));
    expect(error).toMatchObject({ kind: "rate-limited", status: 429 });
    expect(error.message).toContain("3 users");
    // Who is not seen for a while is not counted.
    clock.advance(2 * MINUTE);
    await plentyone.test(open());
  });

  test("a sign-in that answers without a token is malformed", async () => {
    system.faults.add({
      match: /token/,
      status: 200,
      body: '{"token_type":"Bearer"}',
      contentType: "application/json",
    });
    expect(await refusalOf(plentyone.test(client))).toMatchObject({ kind: "malformed" });
  });

  test("the tightest of the limits is the one that is told", async () => {
    await restart({ reads: 5 });
    const calls: CallRecord[] = [];
    const watched = open(undefined, { observe: (call) => calls.push(call) });
    await plentyone.test(watched);
    const seenAt = clock.now();
    expect(calls[0]?.rateLimit).toEqual({ limit: 5, remaining: 4, resetAt: seenAt + MINUTE, seenAt });
  });

  test("reading too much is told with when it may go on", async () => {
    await restart({ reads: 2 });
    await plentyone.test(client);
    await plentyone.test(client);
    const error = await refusalOf(plentyone.test(client));
    expect(error).toMatchObject({ kind: "rate-limited", status: 429, retryAt: clock.now() + MINUTE });
    expect(error.message).toContain("short period read limit reached");
    // A minute is too long to be waited for, and so is not tried again.
    expect(system.requests).toHaveLength(4);
  });

  test("a short limit, and a moment of trouble, are waited out", async () => {
    system.faults.add({ match: /me$/, status: 429, headers: { "Retry-After": "0" }, times: 1 });
    await plentyone.test(client);
    system.faults.add({ match: /me$/, status: 503, times: 2 });
    await plentyone.test(client);
    expect(system.requests.filter((line) => line.endsWith("/me"))).toHaveLength(5);
  });

  test("a web page in place of data is malformed", async () => {
    system.faults.add({ match: /search/, status: 200, body: "<!doctype html><title>Shop</title>" });
    const error = await refusalOf(listOrders(client, { from: null, limit: 5 }));
    expect(error).toMatchObject({ kind: "malformed", reason: "html" });
  });

  test("a field that vanished is named, and nothing of what stood beside it", async () => {
    const [order] = shop.orders.slice(-1);
    const { amounts: _, ...without } = { ...order, statusName: "A secret" };
    const page = { page: 1, totalsCount: 1, isLastPage: true, entries: [without] };
    system.faults.add({
      match: /search/,
      status: 200,
      body: JSON.stringify(page),
      contentType: "application/json",
    });
    const error = await refusalOf(listOrders(client, { from: null, limit: 5 }));
    expect(error.kind).toBe("malformed");
    expect(error.message).toContain("entries[0].amounts");
    expect(error.message).not.toContain("secret");
  });

  test("a page that is not the one that was asked for is taken for none", async () => {
    const { next } = await listOrders(client, { from: null, limit: 10 });
    const page = { page: 7, totalsCount: 99, isLastPage: false, entries: [] };
    system.faults.add({
      match: /search/,
      status: 200,
      body: JSON.stringify(page),
      contentType: "application/json",
    });
    expect(await refusalOf(listOrders(client, { from: next, limit: 10 }))).toMatchObject({
      kind: "malformed",
      reason: "paging",
    });
  });

  test("an address that is no shop's is told as that, not as a missing order", async () => {
    const elsewhere = open({ ...clientVariables(system.url), PLENTYONE_BASE_URL: `${system.url}/shop` });
    system.faults.add({ match: /shop/, status: 404, body: "Not here", contentType: "text/plain" });
    expect(await refusalOf(findOrder(elsewhere, 1001))).toMatchObject({ reason: "wrong-address" });
    // A list is always there, whatever the shop says; only one thing can be missing.
    const span = { fromMs: 0, toMs: 1, timeZone: "UTC" };
    for (const ask of [
      () => listOrders(client, { from: null, limit: 5 }),
      () => listStock(client, { from: null, limit: 5 }),
      () => orderStats(client, span),
      () => plentyone.test(client),
      () => plentyone.health(client),
    ]) {
      const body = JSON.stringify({ error: { code: 0, message: "Route not found" } });
      system.faults.add({ match: /rest/, status: 404, body, contentType: "application/json", times: 1 });
      const error = await refusalOf(ask());
      expect(error).toMatchObject({ kind: "rejected", reason: "wrong-address", status: 404 });
      expect(error.message).toContain("PLENTYONE_BASE_URL");
    }
  });

  test("what the shop refuses is invalid, in its words", async () => {
    const error = await refusalOf(
      client.request({ path: "/orders/search", query: { statusId: "between:soon" } }),
    );
    expect(error).toMatchObject({
      reason: "invalid",
      status: 422,
      message: "The filter statusId is invalid.",
    });
  });
});
