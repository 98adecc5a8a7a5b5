import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { callScope } from "./call-scope.ts";

const HOUR_MS = 3_600_000;
const never = new Promise<never>(() => {});

test("what takes too long as a whole is a time-out", async () => {
  const scope = callScope(5, []);
  await expect(scope.race(never, () => {})).rejects.toMatchObject({ name: "TimeoutError" });
  expect(scope.leftMs()).toBeLessThanOrEqual(0);
  scope.end();
});

test("any caller's signal ends it, with that reason; one that is aborted already does at once", async () => {
  const controller = new AbortController();
  const scope = callScope(HOUR_MS, [undefined, new AbortController().signal, controller.signal]);
  const raced = scope.race(never, () => {});
  controller.abort(new Error("left"));
  await expect(raced).rejects.toThrow("left");
  scope.end();
  const late = callScope(HOUR_MS, [controller.signal]);
  await expect(late.race(Promise.resolve(1), () => {})).rejects.toThrow("left");
  late.end();
});

test("a result that nobody waits for any more is told", async () => {
  const controller = new AbortController();
  const scope = callScope(HOUR_MS, [controller.signal]);
  const { promise, resolve } = Promise.withResolvers<string>();
  const late = Promise.withResolvers<string>();
  const raced = scope.race(promise, late.resolve);
  controller.abort(new Error("left"));
  await expect(raced).rejects.toThrow("left");
  resolve("too late");
  expect(await late.promise).toBe("too late");
  scope.end();
});

test("nothing stays with a signal that outlives many calls", async () => {
  const { signal } = new AbortController();
  for (let count = 0; count < 50; count += 1) {
    const scope = callScope(HOUR_MS, [signal]);
    await scope.race(Promise.resolve(), () => {});
    scope.end();
  }
  expect(getEventListeners(signal, "abort")).toEqual([]);
});
