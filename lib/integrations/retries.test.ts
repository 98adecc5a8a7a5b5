import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { keyVendor, sendJson, startTestVendor, type TestVendor } from "#tests/support/test-vendor.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import type { ClientRequest } from "./client.ts";

const NOW = Date.parse("2026-11-21T10:00:00Z");

let vendor: TestVendor;
beforeEach(async () => {
  vendor = await startTestVendor();
});
afterEach(() => vendor.close());

/** Answers these statuses in turn, then 200. */
function answerInTurn(statuses: number[], headers: Record<string, string> = {}) {
  const left = [...statuses];
  vendor.answer = (_request, response) => {
    const status = left.shift() ?? 200;
    sendJson(response, { ok: status === 200 }, { status, headers: status === 200 ? {} : headers });
  };
}
const ask = (request: Partial<ClientRequest> = {}, now?: () => number) =>
  vendor.open(undefined, now ? { now } : {}).request({ path: "/tasks", ...request });

test.each([500, 502, 503, 504, 429])("%i twice and then 200 is an answer", async (status) => {
  answerInTurn([status, status]);
  expect(await ask()).toMatchObject({ status: 200 });
  expect(vendor.seen).toHaveLength(3);
});

test("three tries in all; the last failure is told, once", async () => {
  answerInTurn([503, 503, 503, 503]);
  await expect(ask()).rejects.toMatchObject({ kind: "rejected", status: 503, retryable: true });
  expect(vendor.seen).toHaveLength(3);
  expect(vendor.records).toMatchObject([{ outcome: "rejected", status: 503, operation: "GET /tasks" }]);
});

test.each([400, 401, 403, 404, 409, 410, 422, 501])("%i is asked once", async (status) => {
  answerInTurn([status]);
  await expect(ask()).rejects.toMatchObject({ status, retryable: status === 501 });
  expect(vendor.seen).toHaveLength(1);
});

describe("what changes something", () => {
  test.each(["POST", "PATCH"] as const)("%s is not sent again after a 500", async (method) => {
    answerInTurn([500]);
    await expect(ask({ method, json: {} })).rejects.toMatchObject({ status: 500 });
    expect(vendor.seen).toHaveLength(1);
  });

  test("POST is not sent again after a time-out, nor after a lost connection", async () => {
    vendor.answer = () => {};
    await expect(ask({ method: "POST", timeoutMs: 300 })).rejects.toMatchObject({ reason: "timeout" });
    expect(vendor.seen.length).toBeLessThanOrEqual(1);
    vendor.seen.length = 0;
    vendor.answer = (_request, response) => response.destroy();
    await expect(ask({ method: "POST" })).rejects.toMatchObject({ reason: "reset" });
    expect(vendor.seen).toHaveLength(1);
  });

  test.each([
    ["that may be sent again", 500, { method: "POST", repeatable: true } as const],
    ["that was refused for a limit", 429, { method: "POST" } as const],
    ["PUT", 500, { method: "PUT" } as const],
    ["DELETE", 503, { method: "DELETE" } as const],
  ])("%s is", async (_name, status, request) => {
    answerInTurn([status]);
    await ask(request);
    expect(vendor.seen).toHaveLength(2);
  });

  test("a POST that reached nobody is tried three times", async () => {
    let tries = 0;
    const client = vendor.open(undefined, {
      fetch: async () => {
        tries += 1;
        throw new TypeError("fetch failed", { cause: Object.assign(new Error(), { code: "ECONNREFUSED" }) });
      },
    });
    await expect(client.request({ path: "/tasks", method: "POST" })).rejects.toMatchObject({
      reason: "refused",
    });
    expect(tries).toBe(3);
  });
});

describe("the vendor says when", () => {
  test.each([
    ["whole seconds", { "Retry-After": "0" }],
    ["seconds with a fraction", { "Retry-After": "0.02" }],
    [
      "a date by its own clock, a day ahead of ours",
      { "Retry-After": "Sun, 22 Nov 2026 11:00:00 GMT", Date: "Sun, 22 Nov 2026 11:00:00 GMT" },
    ],
  ])("%s is waited for", async (_name, headers) => {
    answerInTurn([429], headers);
    expect(await ask({}, () => NOW)).toMatchObject({ status: 200 });
  });

  test.each([
    ["whole seconds", { "Retry-After": "31" }, 31_000],
    ["seconds with a fraction", { "Retry-After": "90.5" }, 90_500],
    [
      "a date by its own clock, a day ahead of ours",
      { "Retry-After": "Sun, 22 Nov 2026 11:05:00 GMT", Date: "Sun, 22 Nov 2026 11:00:00 GMT" },
      300_000,
    ],
    ["a date and no clock", { "Retry-After": "Sat, 21 Nov 2026 10:02:00 GMT", Date: "" }, 120_000],
    ["more than a day", { "Retry-After": "9999999999" }, 86_400_000],
  ])("%s, too long to wait, fails at once with when", async (_name, headers, ms) => {
    vendor.answer = (_request, response) => {
      response.sendDate = !("Date" in headers && headers.Date === "");
      sendJson(response, {}, { status: 429, headers });
    };
    await expect(ask({}, () => NOW)).rejects.toMatchObject({ kind: "rate-limited", retryAt: NOW + ms });
    expect(vendor.seen).toHaveLength(1);
  });

  test("in the body", async () => {
    answerInTurn([429]);
    const explain = () => ({ kind: "rate-limited" as const, retryAt: NOW + 60_000 });
    const client = vendor.open({ ...keyVendor, explain }, { now: () => NOW });
    await expect(client.request({ path: "/tasks" })).rejects.toMatchObject({ retryAt: NOW + 60_000 });
    expect(vendor.seen).toHaveLength(1);
  });

  test("503 with a date far ahead fails at once, and is no limit for others", async () => {
    answerInTurn([503], { "Retry-After": "600" });
    await expect(ask({}, () => NOW)).rejects.toMatchObject({ kind: "rejected", retryAt: NOW + 600_000 });
    expect(await ask()).toMatchObject({ status: 200 });
  });

  test("while a limit is known nobody asks; afterwards it is asked again", async () => {
    answerInTurn([429], { "Retry-After": "60" });
    await expect(ask({}, () => NOW)).rejects.toMatchObject({ kind: "rate-limited" });
    const storm = await Promise.allSettled(Array.from({ length: 50 }, () => ask({}, () => NOW)));
    for (const result of storm)
      expect(result).toMatchObject({
        status: "rejected",
        reason: {
          kind: "rate-limited",
          reason: "quiet",
          status: undefined,
          neverSent: true,
          retryable: true,
        },
      });
    const [{ reason }] = storm as [PromiseRejectedResult];
    expect(reason.retryAt - NOW).toBeGreaterThan(30_000);
    expect(reason.retryAt - NOW).toBeLessThanOrEqual(60_000);
    expect(vendor.seen).toHaveLength(1);
    // Only one of these was an answer.
    expect(vendor.records.map(({ outcome, reason, status }) => [outcome, reason, status])).toEqual([
      ["rate-limited", "too-many-requests", 429],
      ...Array(50).fill(["rate-limited", "quiet", null]),
    ]);
    vendor.elapse(60_000);
    expect(await ask()).toMatchObject({ status: 200 });
  });
});

test("whoever asks deliberately passes a limit, and an answer ends it", async () => {
  answerInTurn([429, 429], { "Retry-After": "60" });
  const askNow = () => vendor.open(undefined, { deliberate: true }).request({ path: "/user" });
  await expect(ask()).rejects.toMatchObject({ reason: "too-many-requests" });
  await expect(ask()).rejects.toMatchObject({ reason: "quiet" });
  await expect(askNow()).rejects.toMatchObject({ reason: "too-many-requests", status: 429 });
  await expect(ask()).rejects.toMatchObject({ reason: "quiet" });
  expect(await askNow()).toMatchObject({ status: 200 });
  expect(await ask()).toMatchObject({ status: 200 });
  expect(vendor.seen).toHaveLength(4);
});

test("a short silence that another call brought about is waited for, and is no try", async () => {
  answerInTurn([429], { "Retry-After": "0.05" });
  const askOnce = () => vendor.open(undefined, { tries: 1 }).request({ path: "/" });
  await expect(askOnce()).rejects.toMatchObject({ reason: "too-many-requests" });
  expect(await askOnce()).toMatchObject({ status: 200 });
  expect(vendor.seen).toHaveLength(2);
  vendor.seen.length = 0;
  // Each of the first four is told to wait; the others never hear of it, and nobody loses a try over it.
  answerInTurn([429, 429, 429, 429], { "Retry-After": "0.05" });
  const asked = Array.from({ length: 40 }, () => vendor.open(undefined, { tries: 2 }).request({ path: "/" }));
  for (const result of await Promise.allSettled(asked)) expect(result).toMatchObject({ status: "fulfilled" });
  expect(vendor.seen).toHaveLength(44);
});

test("how long it took is the vendor's time for the last try, not ours", async () => {
  answerInTurn([429], { "Retry-After": "0.3" });
  const startedAt = performance.now();
  await ask();
  const took = performance.now() - startedAt;
  expect(took).toBeGreaterThan(300);
  expect(vendor.records[0]?.durationMs).toBeGreaterThan(0);
  expect(vendor.records[0]?.durationMs).toBeLessThan(took - 290);
});

test("who gives up between two tries is let go at once, and nothing more is sent", async () => {
  const controller = new AbortController();
  answerInTurn([429], { "Retry-After": "20" });
  const asked = ask({ signal: controller.signal });
  const told = expect(asked).rejects.toMatchObject({ kind: "network", reason: "aborted" });
  await waitFor("the first try", () => vendor.seen.length === 1);
  controller.abort();
  await told;
  expect(vendor.seen).toHaveLength(1);
});

test("whoever has no time to wait for a silence gave up; the vendor was never asked", async () => {
  answerInTurn([429], { "Retry-After": "20" });
  await vendor
    .open(undefined, { tries: 1 })
    .request({ path: "/" })
    .catch(() => {});
  const asked = ask({ method: "POST", signal: AbortSignal.timeout(20) });
  await expect(asked).rejects.toMatchObject({ kind: "network", reason: "aborted", neverSent: true });
  expect(vendor.records.at(-1)).toMatchObject({ reason: "aborted", durationMs: 0 });
  expect(vendor.seen).toHaveLength(1);
});

test("a form, JSON and a file are sent whole on each try", async () => {
  answerInTurn([500]);
  await ask({ method: "PUT", form: { a: "1 2", b: "ü" } });
  answerInTurn([500]);
  await ask({ method: "PUT", json: { a: [1] } });
  const multipart = new FormData();
  multipart.set("file", new Blob(["content"]), "a.txt");
  answerInTurn([500]);
  await ask({ method: "PUT", multipart });
  const bodies = vendor.seen.map(({ body }) => body);
  expect(bodies.slice(0, 4)).toEqual(["a=1+2&b=%C3%BC", "a=1+2&b=%C3%BC", '{"a":[1]}', '{"a":[1]}']);
  expect(bodies.slice(4)).toEqual([expect.stringContaining("content"), expect.stringContaining("content")]);
  expect(vendor.seen.map(({ headers }) => headers["user-agent"])).toEqual(Array(6).fill("Parlour"));
});

test("an onlooker that throws disturbs nothing", async () => {
  const observe = () => {
    throw new Error("no room");
  };
  expect(await vendor.open(undefined, { observe }).request({ path: "/" })).toMatchObject({ status: 200 });
});
