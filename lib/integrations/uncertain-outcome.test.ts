import { afterEach, beforeEach, expect, test } from "vitest";
import {
  keyVendor,
  sendJson,
  startTestVendor,
  type TestVendor,
  tokenVendor,
} from "#tests/support/test-vendor.ts";
import type { Connector } from "./connector.ts";
import { sayIfUncertain } from "./uncertain-outcome.ts";

let vendor: TestVendor;
beforeEach(async () => {
  vendor = await startTestVendor();
});
afterEach(() => vendor.close());

const SENTENCE = "It may be there all the same.";
async function outcome(connector: Connector, timeoutMs = 5_000) {
  const client = vendor.open({ ...connector, timeoutMs }, { tries: 1 });
  const error = await client.request({ path: "/orders", method: "POST" }).catch((cause) => cause);
  return sayIfUncertain(error, SENTENCE);
}

test("a login that times out, fails or is nonsense: what waits for it was never sent", async () => {
  const answers: TestVendor["answer"][] = [
    () => {},
    (_request, response) => sendJson(response, {}, { status: 503 }),
    (_request, response) => response.destroy(),
    (_request, response) => response.end("<h1>Welcome</h1>"),
  ];
  for (const answer of answers) {
    vendor.answer = answer;
    const error = await outcome(tokenVendor, 300);
    expect(error).toMatchObject({ service: "plentyone", neverSent: true });
    expect(error).not.toMatchObject({ message: expect.stringContaining(SENTENCE) });
    expect(vendor.seen.filter(({ url }) => url === "/orders")).toEqual([]);
    vendor.elapse(5_000);
  }
});

test("what was sent may be done when its answer was lost", async () => {
  for (const answer of [
    (_request, response) => response.destroy(),
    (_request, response) => sendJson(response, {}, { status: 503 }),
  ] satisfies TestVendor["answer"][]) {
    vendor.answer = answer;
    expect(await outcome(keyVendor)).toMatchObject({
      neverSent: false,
      message: expect.stringContaining(SENTENCE),
    });
  }
});

test("a last try that was kept back says nothing of the one before it", async () => {
  vendor.answer = (_request, response) => {
    const [state] = vendor.states.values();
    state?.limitFor(900_000);
    response.destroy();
  };
  const client = vendor.open(keyVendor);
  const asked = client.request({ path: "/orders", method: "POST", repeatable: true });
  await expect(asked).rejects.toMatchObject({ reason: "quiet", neverSent: false });
});

test("what was refused, or kept back, is not done", async () => {
  vendor.answer = (_request, response) => sendJson(response, {}, { status: 422 });
  expect(await outcome(keyVendor)).not.toMatchObject({ message: expect.stringContaining(SENTENCE) });
  vendor.answer = (_request, response) =>
    sendJson(response, {}, { status: 429, headers: { "Retry-After": "900" } });
  await outcome(keyVendor);
  const quiet = await outcome(keyVendor);
  expect(quiet).toMatchObject({ reason: "quiet", neverSent: true });
  expect(quiet).not.toMatchObject({ message: expect.stringContaining(SENTENCE) });
});
