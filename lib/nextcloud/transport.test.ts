import type { ServerResponse } from "node:http";
import { inspect } from "node:util";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { type SeenRequest, startTestServer, type TestServer } from "#tests/contract/test-server.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { createTransport } from "./transport.ts";

const PASSWORD = "hunter2-secret";
const BASIC = Buffer.from(`mara:${PASSWORD}`).toString("base64");

let server: TestServer;
let elsewhere: TestServer;
let handle: (request: SeenRequest, response: ServerResponse) => void;

beforeEach(async () => {
  handle = (_request, response) => response.end("ok");
  server = await startTestServer((request, response) => handle(request, response));
  elsewhere = await startTestServer((_request, response) => response.end("elsewhere"));
});
afterEach(async () => {
  await server.close();
  await elsewhere.close();
});

function transportTo(baseUrl: string) {
  const account = { username: "mara", password: PASSWORD, calendarBasePath: "/remote.php/dav/calendars" };
  return createTransport({ ...account, baseUrl });
}
const get = (href: string, more: object = {}) =>
  transportTo(server.url).request({ method: "GET", href, ...more });
const answer = (status: number, headers: Record<string, string> = {}, body = "") => {
  handle = (_request, response) => response.writeHead(status, headers).end(body);
};

describe("where the password goes", () => {
  test("it is sent to the account's origin, in a header", async () => {
    await get("/remote.php/dav/");
    expect(server.seen[0]?.headers.authorization).toBe(`Basic ${BASIC}`);
  });

  test.each([
    ["URL", () => `${elsewhere.url}/x`],
    ["host-relative URL", () => elsewhere.url.replace("http:", "")],
  ])("a %s of another origin is refused before a byte is sent", async (_name, href) => {
    await expect(get(href())).rejects.toMatchObject({ kind: "rejected", reason: "other-origin" });
    expect([server.seen, elsewhere.seen]).toEqual([[], []]);
  });

  test("a redirect elsewhere is refused, and the other server never hears of it", async () => {
    answer(302, { Location: `${elsewhere.url}/remote.php/dav/` });
    await expect(get("/a")).rejects.toMatchObject({ kind: "rejected", reason: "redirect", status: 302 });
    expect(elsewhere.seen).toEqual([]);
  });

  test("credentials in URLs are dropped", async () => {
    const withUser = (url: string) => url.replace("://", "://other:word@");
    const transport = transportTo(withUser(server.url));
    await transport.request({ method: "GET", href: withUser(`${server.url}/a`) });
    expect(server.seen[0]).toMatchObject({ url: "/a", headers: { authorization: `Basic ${BASIC}` } });
    expect(transport.account.baseUrl).toBe(server.url);
  });

  test("it is in no error, no log line and no JSON", async () => {
    const transport = transportTo(server.url);
    answer(401);
    const denied = await get("/a").catch((error: unknown) => error);
    const foreign = await get(`${elsewhere.url}/a`).catch((error: unknown) => error);
    await server.close();
    const refused = await get("/a").catch((error: unknown) => error);
    for (const value of [transport, denied, foreign, refused]) {
      const text = `${JSON.stringify(value)} ${inspect(value, { depth: 20, showHidden: true })}`;
      expect(text).not.toContain(PASSWORD);
      expect(text).not.toContain(BASIC);
    }
  });
});

describe("redirects within the origin", () => {
  const redirectTimes = (times: number) => {
    handle = (request, response) => {
      const step = Number(request.url.slice(1));
      if (step < times) response.writeHead(301, { Location: `/${step + 1}` }).end();
      else response.end("arrived");
    };
  };

  test.each(["PROPFIND", "REPORT"])("%s is sent again with its body, three times at most", async (method) => {
    redirectTimes(3);
    const request = { method, href: "/0", headers: { Depth: "1" }, body: "<x/>" };
    expect(await transportTo(server.url).request(request)).toMatchObject({ status: 200, text: "arrived" });
    expect(server.seen.map(({ url, method, body, headers }) => [url, method, body, headers.depth])).toEqual(
      ["/0", "/1", "/2", "/3"].map((url) => [url, method, "<x/>", "1"]),
    );
    redirectTimes(4);
    await expect(transportTo(server.url).request(request)).rejects.toMatchObject({ reason: "redirect" });
  });

  test.each(["PUT", "DELETE", "MKCALENDAR"])("%s is not sent again", async (method) => {
    redirectTimes(1);
    const request = { method, href: "/0", body: "x" };
    await expect(transportTo(server.url).request(request)).rejects.toMatchObject({ reason: "redirect" });
    expect(server.seen.length).toBe(1);
  });
});

describe("statuses", () => {
  test("401 is auth, and asked once", async () => {
    answer(401);
    await expect(get("/a")).rejects.toMatchObject({ kind: "auth", status: 401, retryable: false });
    expect(server.seen.length).toBe(1);
  });

  test("429 and 503 carry the time the server names", async () => {
    const before = Date.now();
    answer(429, { "Retry-After": "120" });
    const limited = await get("/a").catch((error: { retryAt: number }) => error);
    expect(limited).toMatchObject({ kind: "rate-limited", status: 429, retryable: true });
    expect(limited).toHaveProperty("retryAt");
    if ("retryAt" in limited) {
      expect(limited.retryAt).toBeGreaterThanOrEqual(before + 120_000);
      expect(limited.retryAt).toBeLessThanOrEqual(Date.now() + 120_000);
    }
    const at = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 60_000);
    answer(503, { "Retry-After": at.toUTCString(), "X-Nextcloud-Maintenance-Mode": "1" });
    await expect(get("/a")).rejects.toMatchObject({
      reason: "maintenance",
      retryAt: at.getTime(),
      retryable: true,
    });
    answer(503, {}, "<h1>Bad backend</h1>");
    await expect(get("/a")).rejects.toMatchObject({
      reason: "unavailable",
      retryAt: undefined,
      retryable: true,
    });
  });

  test("5xx is rejected and retryable; 403, 404 and 412 are the caller's to read", async () => {
    answer(502);
    await expect(get("/a")).rejects.toMatchObject({ kind: "rejected", status: 502, retryable: true });
    for (const status of [403, 404, 412]) {
      answer(status);
      expect(await get("/a")).toMatchObject({ status });
    }
  });
});

describe("four requests at once per host", () => {
  test("the others wait their turn, in order, and can be given up", async () => {
    const open: ServerResponse[] = [];
    let most = 0;
    handle = (_request, response) => {
      open.push(response);
      most = Math.max(most, open.length);
    };
    const transports = [transportTo(server.url), transportTo(server.url)];
    const controller = new AbortController();
    const requests = Array.from({ length: 12 }, (_, index) =>
      transports[index % 2]?.request({
        method: "GET",
        href: `/${index}`,
        signal: index === 5 ? controller.signal : undefined,
      }),
    );
    const abandoned = expect(requests[5]).rejects.toMatchObject({ kind: "network", reason: "aborted" });
    await waitFor("four requests", () => open.length === 4);
    controller.abort();
    await abandoned;
    for (let answered = 0; answered < 11; answered += 1) {
      await waitFor("the next request", () => open.length > 0);
      open.shift()?.end("ok");
    }
    await Promise.all(requests.filter((_, index) => index !== 5));
    expect(most).toBe(4);
    const order = server.seen.map(({ url }) => Number(url.slice(1)));
    expect(order.slice(0, 4).sort()).toEqual([0, 1, 2, 3]);
    expect(order.slice(4).sort((a, b) => a - b)).toEqual([4, 6, 7, 8, 9, 10, 11]);
  });

  test("another host is not held up, and failures give their place back", async () => {
    answer(500);
    for (let round = 0; round < 6; round += 1) await expect(get("/a")).rejects.toMatchObject({ status: 500 });
    handle = () => undefined;
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const held = Array.from({ length: 4 }, () => get("/a", { timeoutMs: 300 }).catch(() => "timed out"));
    await waitFor("four requests", () => server.seen.length === 10);
    expect(await transportTo(elsewhere.url).request({ method: "GET", href: "/a" })).toMatchObject({
      text: "elsewhere",
    });
    answer(200);
    const waiting = get("/b");
    vi.advanceTimersByTime(300);
    expect(await waiting).toMatchObject({ status: 200 });
    expect(await Promise.all(held)).toEqual(Array(4).fill("timed out"));
  });
});
