import { expect, test } from "vitest";
import { startTestVendor } from "#tests/support/test-vendor.ts";
import { connectorState, processStates } from "./connector-state.ts";

const make = { concurrency: 4, monotonic: () => 0 };

test("a state is found again; of many only the latest asked for are kept", () => {
  const states: Parameters<typeof connectorState>[0] = new Map();
  const first = connectorState(states, "first", make);
  for (let count = 0; count < 500; count += 1) {
    connectorState(states, `other ${count}`, make);
    expect(connectorState(states, "first", make)).toBe(first);
  }
  expect(states.size).toBe(64);
});

test("a silence is an hour at most, is never shortened by another, and can be ended", () => {
  let nowMs = 0;
  const states: Parameters<typeof connectorState>[0] = new Map();
  const state = connectorState(states, "first", { concurrency: 4, monotonic: () => nowMs });
  state.limitFor(24 * 3_600_000);
  expect(state.limitLeft()).toBe(3_600_000);
  nowMs += 1_000;
  state.limitFor(5_000);
  expect(state.limitLeft()).toBe(3_599_000);
  state.limitFor(0);
  expect(state.limitLeft()).toBe(3_599_000);
  state.endLimit();
  expect(state.limitLeft()).toBe(0);
});

test("clients of the same configuration share one state in the whole process, and its key tells no secret", async () => {
  const vendor = await startTestVendor();
  vendor.answer = (_request, response) => response.writeHead(503).end();
  const open = (key: string) =>
    vendor
      .open(undefined, { states: undefined, tries: 1 }, { TODOIST_API_TOKEN: key })
      .request({ path: "/" });
  for (let count = 0; count < 5; count += 1)
    await expect(open("one-key")).rejects.toMatchObject({ status: 503 });
  await expect(open("one-key")).rejects.toMatchObject({ reason: "paused" });
  await expect(open("another-key")).rejects.toMatchObject({ status: 503 });
  const keys = [...processStates().keys()].filter((key) => key.includes(vendor.url));
  expect(keys).toHaveLength(2);
  expect(keys.join()).not.toContain("key");
  await vendor.close();
});
