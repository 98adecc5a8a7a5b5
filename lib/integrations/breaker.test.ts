import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { stopTimers } from "#tests/support/own-time.ts";
import {
  keyVendor,
  sendJson,
  startTestVendor,
  type TestVendor,
  tokenVendor,
} from "#tests/support/test-vendor.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import type { ClientRequest } from "./client.ts";

const NOW = Date.parse("2026-11-21T10:00:00Z");
const PAUSED = { kind: "network", reason: "paused", retryable: true };

let vendor: TestVendor;
beforeEach(async () => {
  vendor = await startTestVendor();
});
afterEach(() => vendor.close());

const ask = (request: Partial<ClientRequest> = {}) =>
  vendor.open(undefined, { now: () => NOW, tries: 1 }).request({ path: "/tasks", ...request });
const fail = (status: number) => {
  vendor.answer = (_request, response) => sendJson(response, {}, { status });
};
async function failTimes(times: number, request: Partial<ClientRequest> = {}) {
  for (let count = 0; count < times; count += 1) await expect(ask(request)).rejects.toThrow("Todoist");
}

async function openBreaker() {
  const [state] = vendor.states.values();
  for (let count = 0; count < 5; count += 1) await state?.breaker.tell("failed", state.breaker.epoch());
}

describe("a vendor that hangs", () => {
  beforeEach(() => {
    vendor.answer = () => {};
  });

  test("is asked five times; then everybody fails at once and it hears nothing", async () => {
    await failTimes(5, { timeoutMs: 40 });
    expect(vendor.records.map(({ reason }) => reason)).toEqual(Array(5).fill("timeout"));
    // Whoever waited for a time-out now would wait for ever.
    stopTimers();
    for (let count = 0; count < 100; count += 1)
      await expect(ask()).rejects.toMatchObject({
        ...PAUSED,
        message: "Todoist failed several times in a row and is not asked for the moment.",
      });
    expect(vendor.seen.length).toBeLessThanOrEqual(5);
  });

  test("says when it is asked again", async () => {
    await failTimes(5, { timeoutMs: 40 });
    const error = await ask().catch((cause) => cause);
    expect(error.retryAt).toBeGreaterThan(NOW + 20_000);
    expect(error.retryAt).toBeLessThanOrEqual(NOW + 30_000);
    const record = vendor.records.at(-1);
    expect(record).toMatchObject({ outcome: "network", reason: "paused", status: null });
    expect(record?.pausedUntil).toBeGreaterThan(NOW + 20_000);
  });

  test("who waits for a place when it opens fails then, not in its own time", async () => {
    const held = Promise.allSettled(Array.from({ length: 4 }, () => ask()));
    const waiting = Promise.allSettled(Array.from({ length: 20 }, () => ask()));
    await waitFor("four requests", () => vendor.seen.length === 4);
    // Four hang; five answers fail on the way, as when a proxy in front of the vendor gives up.
    await openBreaker();
    for (const each of await waiting) expect(each).toMatchObject({ reason: PAUSED });
    expect(vendor.seen).toHaveLength(4);
    await vendor.close();
    for (const each of await held) expect(each).toMatchObject({ reason: { reason: "reset" } });
  });
});

describe("after the pause", () => {
  beforeEach(async () => {
    fail(503);
    await failTimes(5);
    vendor.elapse(30_000);
    vendor.seen.length = 0;
  });

  test("one call finds out; who comes meanwhile is not kept waiting", async () => {
    let response: ServerResponse | undefined;
    vendor.answer = (_request, pending) => {
      response = pending;
    };
    const probe = ask();
    await waitFor("the probe", () => response);
    await expect(ask()).rejects.toMatchObject(PAUSED);
    expect(vendor.seen).toHaveLength(1);
    if (response) sendJson(response, { ok: true });
    expect(await probe).toMatchObject({ status: 200 });
    vendor.answer = (_request, next) => sendJson(next, { ok: true });
    expect(await ask()).toMatchObject({ status: 200 });
    expect(vendor.records.at(-1)).toMatchObject({ outcome: "ok", pausedUntil: null });
  });

  test("a probe that fails pauses again, after one try", async () => {
    await expect(vendor.open().request({ path: "/" })).rejects.toMatchObject({ status: 503 });
    await expect(ask()).rejects.toMatchObject(PAUSED);
    expect(vendor.seen).toHaveLength(1);
  });

  test("a probe that nobody waits for any longer still counts", async () => {
    const controller = new AbortController();
    let response: ServerResponse | undefined;
    vendor.answer = (_request, pending) => {
      response = pending;
    };
    const probe = ask({ signal: controller.signal });
    const told = expect(probe).rejects.toMatchObject({ reason: "aborted" });
    const pending = await waitFor("the probe", () => response);
    controller.abort();
    await told;
    fail(503);
    sendJson(pending, {}, { status: 503 });
    await waitFor("the verdict", async () => {
      const error = await ask().catch((cause) => cause);
      return error.retryAt > NOW + 20_000;
    });
    expect(vendor.seen).toHaveLength(1);
  });
});

describe("somebody who asks deliberately", () => {
  const askNow = () =>
    vendor.open(undefined, { now: () => NOW, tries: 1, deliberate: true }).request({ path: "/user" });
  beforeEach(async () => {
    fail(503);
    await failTimes(5);
    await expect(ask()).rejects.toMatchObject(PAUSED);
    vendor.seen.length = 0;
  });

  test("asks during a pause; what fails leaves it as it is", async () => {
    for (let count = 0; count < 7; count += 1)
      await expect(askNow()).rejects.toMatchObject({ kind: "rejected", status: 503 });
    expect(vendor.seen).toHaveLength(7);
    await expect(ask()).rejects.toMatchObject(PAUSED);
    vendor.elapse(30_000);
    vendor.answer = (_request, response) => sendJson(response, { ok: true });
    expect(await ask()).toMatchObject({ status: 200 });
  });

  test.each([200, 404])("an answer of %i ends the pause for everybody", async (status) => {
    vendor.answer = (_request, response) => sendJson(response, {}, { status });
    await askNow().catch(() => {});
    vendor.answer = (_request, response) => sendJson(response, { ok: true });
    expect(await ask()).toMatchObject({ status: 200 });
    // And those that failed before it are forgotten.
    fail(503);
    await failTimes(4);
    await expect(ask()).rejects.toMatchObject({ status: 503 });
    await expect(ask()).rejects.toMatchObject(PAUSED);
  });

  test("while another call finds out: its failure later on changes nothing", async () => {
    vendor.elapse(30_000);
    let response: ServerResponse | undefined;
    vendor.answer = (_request, pending) => {
      response = pending;
    };
    const probe = expect(ask()).rejects.toMatchObject({ status: 503 });
    const pending = await waitFor("the probe", () => response);
    vendor.answer = (_request, next) => sendJson(next, { ok: true });
    expect(await askNow()).toMatchObject({ status: 200 });
    sendJson(pending, {}, { status: 503 });
    await probe;
    expect(await ask()).toMatchObject({ status: 200 });
  });
});

test("what began before the pause undoes no good probe", async () => {
  let slow: ServerResponse | undefined;
  let probing: ServerResponse | undefined;
  vendor.answer = (request, response) => {
    if (request.url === "/slow") slow = response;
    else if (request.url === "/probe") probing = response;
    else sendJson(response, {}, { status: 503 });
  };
  const late = expect(ask({ path: "/slow" })).rejects.toMatchObject({ status: 503 });
  const slowOne = await waitFor("the slow one", () => slow);
  await failTimes(5);
  vendor.elapse(30_000);
  const probe = ask({ path: "/probe" });
  const probeOne = await waitFor("the probe", () => probing);
  sendJson(slowOne, {}, { status: 503 });
  await late;
  sendJson(probeOne, { ok: true });
  expect(await probe).toMatchObject({ status: 200 });
  vendor.answer = (_request, response) => sendJson(response, { ok: true });
  expect(await ask()).toMatchObject({ status: 200 });
});

test("a call counts once, however often it was tried", async () => {
  fail(503);
  const askThrice = () => vendor.open().request({ path: "/" });
  for (let count = 0; count < 4; count += 1) await expect(askThrice()).rejects.toMatchObject({ status: 503 });
  expect(vendor.seen).toHaveLength(12);
  await expect(askThrice()).rejects.toMatchObject({ status: 503 });
  await expect(askThrice()).rejects.toMatchObject(PAUSED);
  expect(vendor.seen).toHaveLength(15);
});

test("a login that fails counts once for all who wait for it", async () => {
  vendor.answer = () => {};
  const client = vendor.open({ ...tokenVendor, timeoutMs: 200 }, { tries: 1 });
  for (let round = 0; round < 3; round += 1)
    await Promise.allSettled(Array.from({ length: 4 }, () => client.request({ path: "/orders" })));
  expect(vendor.records.map(({ reason }) => reason)).toEqual(Array(12).fill("timeout"));
});

describe("what is no failure of the vendor", () => {
  test.each([400, 403, 404, 422, 429, 500, 501])("%i opens nothing", async (status) => {
    fail(status);
    await failTimes(12);
    expect(vendor.seen).toHaveLength(12);
  });

  test("an answer in between: only five in a row count", async () => {
    for (const status of [502, 503, 504, 503, 404, 503, 503, 503, 503, 200]) {
      fail(status);
      await ask().catch(() => {});
    }
    expect(vendor.seen).toHaveLength(10);
  });

  test("callers who give up, however often", async () => {
    vendor.answer = () => {};
    for (let count = 0; count < 8; count += 1)
      await expect(ask({ signal: AbortSignal.timeout(20) })).rejects.toMatchObject({ reason: "timeout" });
    vendor.answer = (_request, response) => sendJson(response, { ok: true });
    expect(await ask()).toMatchObject({ status: 200 });
  });
});

describe("places", () => {
  test.each([2, 3, 4] as const)("at most %i at once", async (concurrency) => {
    const pending: ServerResponse[] = [];
    vendor.answer = (_request, response) => pending.push(response);
    const client = vendor.open({ ...keyVendor, concurrency });
    const all = Promise.all(Array.from({ length: 30 }, () => client.request({ path: "/" })));
    let most = 0;
    for (let answered = 0; answered < 30; answered += 1) {
      await waitFor("as many as may", () => pending.length >= Math.min(concurrency, 30 - answered));
      most = Math.max(most, pending.length);
      const next = pending.shift();
      if (next) sendJson(next, { ok: true });
    }
    await all;
    expect(most).toBe(concurrency);
  });

  test("two hundred wait; more are refused, to be tried later", async () => {
    const pending: ServerResponse[] = [];
    vendor.answer = (_request, response) => pending.push(response);
    const held = Array.from({ length: 204 }, () => ask());
    await expect(ask()).rejects.toMatchObject({ kind: "network", reason: "busy", retryable: true });
    await waitFor("four requests", () => pending.length === 4);
    vendor.answer = (_request, response) => sendJson(response, { ok: true });
    for (const response of pending) sendJson(response, { ok: true });
    await Promise.all(held);
    expect(vendor.seen).toHaveLength(204);
  });

  test("two hundred who gave up hold none of them", async () => {
    const pending: ServerResponse[] = [];
    vendor.answer = (_request, response) => pending.push(response);
    const held = Array.from({ length: 4 }, () => ask());
    const caller = new AbortController();
    const gone = Promise.allSettled(Array.from({ length: 200 }, () => ask({ signal: caller.signal })));
    await waitFor("four requests", () => pending.length === 4);
    await expect(ask()).rejects.toMatchObject({ reason: "busy" });
    caller.abort();
    await gone;
    const next = ask();
    vendor.answer = (_request, response) => sendJson(response, { ok: true });
    for (const response of pending) sendJson(response, { ok: true });
    await Promise.all(held);
    expect(await next).toMatchObject({ status: 200 });
  });

  test("who waits until the time is over was busy with us: nothing was sent, nothing is said of the vendor", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    onTestFinished(() => void vi.useRealTimers());
    const pending: ServerResponse[] = [];
    vendor.answer = (_request, response) => pending.push(response);
    const held = Array.from({ length: 4 }, () => ask({ timeoutMs: 3_600_000 }));
    while (pending.length < 4) await new Promise((resolve) => setImmediate(resolve));
    const waited = expect(ask({ method: "POST", timeoutMs: 1_000 })).rejects.toMatchObject({
      kind: "network",
      reason: "busy",
      neverSent: true,
    });
    vi.advanceTimersByTime(32_000);
    await waited;
    expect(vendor.records).toMatchObject([{ reason: "busy", status: null, durationMs: 0 }]);
    for (const response of pending) sendJson(response, { ok: true });
    await Promise.all(held);
    expect(vendor.seen).toHaveLength(4);
  });

  test("who gives up while waiting is let go, and never asks", async () => {
    const pending: ServerResponse[] = [];
    vendor.answer = (_request, response) => pending.push(response);
    const held = Array.from({ length: 4 }, () => ask());
    const controller = new AbortController();
    const waiting = expect(ask({ signal: controller.signal })).rejects.toMatchObject({ reason: "aborted" });
    await waitFor("four requests", () => pending.length === 4);
    controller.abort();
    await waiting;
    for (const response of pending) sendJson(response, { ok: true });
    await Promise.all(held);
    vendor.answer = (_request, response) => sendJson(response, { ok: true });
    await ask();
    expect(vendor.seen).toHaveLength(5);
  });
});

test("another configuration or address has a state of its own", async () => {
  fail(503);
  await failTimes(5);
  vendor.answer = (_request, response) => sendJson(response, { ok: true });
  await expect(ask()).rejects.toMatchObject(PAUSED);
  const other = vendor.open(undefined, {}, { TODOIST_API_TOKEN: "another-key" });
  expect(await other.request({ path: "/" })).toMatchObject({ status: 200 });
});
