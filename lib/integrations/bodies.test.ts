import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from "vitest";
import { z } from "zod";
import { keyVendor, sendJson, startTestVendor, type TestVendor } from "#tests/support/test-vendor.ts";
import { waitFor } from "#tests/support/wait-for.ts";
import { readRateLimitHeaders } from "./rate-limit-headers.ts";

const list = z.object({ results: z.array(z.object({ id: z.string(), due: z.string().nullable() })) });

let vendor: TestVendor;
beforeEach(async () => {
  vendor = await startTestVendor();
});
afterEach(() => vendor.close());

const answer = (body: string, type = "application/json", status = 200) => {
  vendor.answer = (_request, response) => response.writeHead(status, { "Content-Type": type }).end(body);
};
const read = (request: { maxBytes?: number; path?: string } = {}) =>
  vendor.open().json({ path: "/tasks", ...request }, list);

describe("JSON", () => {
  test("comes through its schema, unknown fields ignored, whatever the content type says", async () => {
    answer('{"results":[{"id":"1","due":null,"new":1}],"more":true}', "text/html; charset=utf-8");
    expect(await read()).toEqual({ results: [{ id: "1", due: null }] });
  });

  test.each([
    [
      "a web page",
      "<!DOCTYPE html><title>Log in</title>",
      "text/html",
      "html",
      "Todoist answered with a web page instead of data. Is TODOIST_API_URL the address of its API?",
    ],
    [
      "a web page under a wrong type",
      "\n<html>",
      "application/json",
      "html",
      "Todoist answered with a web page instead of data. Is TODOIST_API_URL the address of its API?",
    ],
    [
      "half an answer",
      '{"results":[',
      "application/json",
      "json",
      "Todoist answered with something that is no JSON.",
    ],
    ["nothing", "", "application/json", "json", "Todoist answered with something that is no JSON."],
    [
      "a field that vanished",
      '{"results":[{"id":"1","due":null},{"due":null}]}',
      "application/json",
      "shape",
      'Todoist answered differently than documented: "results[1].id" is missing or of another type.',
    ],
    [
      "a field of another type",
      '{"results":"private words"}',
      "application/json",
      "shape",
      'Todoist answered differently than documented: "results" is missing or of another type.',
    ],
    [
      "something else altogether",
      '"private words"',
      "application/json",
      "shape",
      'Todoist answered differently than documented: "the whole" is missing or of another type.',
    ],
  ])("%s is malformed, asked once", async (_name, body, type, reason, message) => {
    answer(body, type);
    await expect(read()).rejects.toMatchObject({
      kind: "malformed",
      reason,
      message,
      status: 200,
      retryable: false,
    });
    expect(vendor.seen).toHaveLength(1);
    expect(vendor.records).toMatchObject([{ outcome: "malformed", reason, status: 200 }]);
  });

  test("what a schema throws is our mistake, and the call went well", async () => {
    answer('{"ok":true}');
    const schema = z.object({ ok: z.boolean() }).transform((): never => {
      throw new TypeError("a mistake");
    });
    await expect(vendor.open().json({ path: "/" }, schema)).rejects.toThrow(new TypeError("a mistake"));
    expect(vendor.records).toMatchObject([{ outcome: "ok", status: 200 }]);
  });

  test("the keys of a record, which are data, are not named", async () => {
    answer('{"mara@studio.example":1}');
    const asked = vendor.open().json({ path: "/" }, z.record(z.string(), z.string()));
    await expect(asked).rejects.toThrow('"…" is missing');
  });

  test.each([
    ["announced", (response: ServerResponse) => response.writeHead(200, { "Content-Length": 5000 })],
    ["not announced", (response: ServerResponse) => response.writeHead(200)],
  ])("more than is taken, %s, is too large and not read on", async (_name, begin) => {
    let closed: Promise<unknown> = Promise.resolve();
    vendor.answer = (_request, response) => {
      closed = once(response, "close");
      begin(response).write("x".repeat(1500));
    };
    await expect(read({ maxBytes: 1000 })).rejects.toMatchObject({
      kind: "malformed",
      reason: "too-large",
    });
    await closed;
  });

  test("a refusal with an endless body is still a refusal", async () => {
    vendor.answer = (_request, response) => {
      response.writeHead(404, { "Content-Type": "application/json" });
      response.on("drain", () => response.write("x".repeat(65_536)));
      response.on("error", () => {});
      while (response.write("x".repeat(65_536)));
    };
    await expect(read()).rejects.toMatchObject({ kind: "rejected", status: 404, reason: "not-found" });
  });

  test.each([
    [404, '{"error":"no"}', "application/json", "not-found"],
    [404, "<html>", "text/html", "wrong-address"],
    [410, "{}", "application/json", "gone"],
    [500, "<html>", "text/html", "server-error"],
  ])("%i with %s says so", async (status, body, type, reason) => {
    answer(body, type, status);
    const client = vendor.open(undefined, { tries: 1 });
    await expect(client.json({ path: "/tasks" }, list)).rejects.toMatchObject({
      kind: "rejected",
      status,
      reason,
    });
  });

  test("an explanation that trips over the body leaves the status", async () => {
    answer("<html>", "text/html", 422);
    const explain = ({ text }: { text: string }) => JSON.parse(text);
    const asked = vendor.open({ ...keyVendor, explain }).request({ path: "/" });
    await expect(asked).rejects.toMatchObject({
      kind: "rejected",
      status: 422,
      message: "Todoist answered 422.",
    });
  });
});

test.each([
  ["X-RateLimit-Reset", "99999999999999999999", null],
  ["X-RateLimit-Reset", "1795255200", Date.parse("2026-11-21T10:00:00Z")],
])("%s: %s is an instant or nothing", async (name, value, resetAt) => {
  vendor.answer = (_request, response) =>
    sendJson(response, {}, { headers: { "X-RateLimit-Remaining": "1", [name]: value } });
  await vendor.open({ ...keyVendor, rateLimit: readRateLimitHeaders }).request({ path: "/tasks" });
  expect(vendor.records).toMatchObject([{ rateLimit: { remaining: 1, resetAt } }]);
});

test("the rate limit that an answer tells is recorded, of a refusal too", async () => {
  vendor.answer = (_request, response) => sendJson(response, {}, { status: 404, headers: { "X-Left": "7" } });
  const rateLimit = (headers: Headers, nowMs: number) => ({
    limit: null,
    remaining: Number(headers.get("x-left")),
    resetAt: null,
    seenAt: nowMs,
  });
  const client = vendor.open({ ...keyVendor, rateLimit }, { now: () => 5 });
  await client.request({ path: "/tasks/1?x=2", operation: "/tasks/{id}" }).catch(() => {});
  await client.request({ path: "/tasks?x=2" }).catch(() => {});
  expect(vendor.records).toMatchObject([
    { operation: "GET /tasks/{id}", at: 5, rateLimit: { remaining: 7, seenAt: 5 }, status: 404 },
    { operation: "GET /tasks" },
  ]);
});

describe("a stream", () => {
  const pending: ServerResponse[] = [];
  beforeEach(() => {
    pending.length = 0;
    vendor.answer = (_request, response) => {
      response.writeHead(200, { "Content-Type": "application/pdf" }).write("begin");
      pending.push(response);
    };
  });
  const open = (more: object = {}) => vendor.open().stream({ path: "/file", ...more });

  test("keeps its bytes, and its place until it is read to the end", async () => {
    const [first, ...others] = await Promise.all([open(), open(), open(), open()]);
    const fifth = open();
    for (const response of pending) response.end("ning");
    expect(first?.headers.get("content-type")).toBe("application/pdf");
    expect(vendor.seen[0]?.headers["accept-encoding"]).toBe("identity");
    expect(vendor.seen).toHaveLength(4);
    expect(await new Response(first?.body).text()).toBe("beginning");
    await waitFor("the fifth", () => vendor.seen.length === 5);
    for (const { body } of [...others, await fifth]) await body.cancel();
    expect(vendor.records.map(({ outcome }) => outcome)).toEqual(Array(5).fill("ok"));
  });

  test("took as long as it took to begin, however slowly it is read", async () => {
    const { body } = await open();
    let passed = 0;
    const clock = performance.now.bind(performance);
    const spy = vi.spyOn(performance, "now").mockImplementation(() => clock() + passed);
    onTestFinished(() => spy.mockRestore());
    passed = 3_600_000;
    pending[0]?.end("ning");
    expect(await new Response(body).text()).toBe("beginning");
    expect(vendor.records[0]?.durationMs).toBeLessThan(3_600_000);
  });

  test("gives its place back when it is cancelled", async () => {
    for (let count = 0; count < 9; count += 1) await (await open()).body.cancel("enough");
    expect(vendor.seen).toHaveLength(9);
  });

  test("that falls silent fails as a time-out and gives its place back", async () => {
    const silent = await Promise.all(Array.from({ length: 4 }, () => open({ timeoutMs: 1_000 })));
    const read = silent.map(({ body }) => new Response(body).text());
    for (const result of await Promise.allSettled(read))
      expect(result).toMatchObject({ reason: { kind: "network", reason: "timeout" } });
    expect(vendor.records.map(({ reason }) => reason)).toEqual(Array(4).fill("timeout"));
    await (await open()).body.cancel();
  });

  test("that breaks fails as reset", async () => {
    const { body } = await open();
    pending[0]?.destroy();
    await expect(new Response(body).text()).rejects.toMatchObject({ kind: "network", reason: "reset" });
  });

  test("that is given up ends for the vendor, too", async () => {
    const controller = new AbortController();
    const { body } = await open({ signal: controller.signal });
    const closed = once(await waitFor("the request", () => pending[0]), "close");
    controller.abort();
    await expect(new Response(body).text()).rejects.toMatchObject({ kind: "network", reason: "aborted" });
    await closed;
  });

  test("that is refused is a refusal, with the place back", async () => {
    vendor.answer = (_request, response) => sendJson(response, {}, { status: 404 });
    for (let count = 0; count < 6; count += 1)
      await expect(open()).rejects.toMatchObject({ kind: "rejected", status: 404 });
  });

  test("of nothing is empty", async () => {
    vendor.answer = (_request, response) => response.writeHead(204).end();
    expect(await new Response((await open()).body).text()).toBe("");
  });
});
