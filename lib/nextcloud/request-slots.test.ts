import { expect, test } from "vitest";
import { takeRequestSlot } from "./request-slots.ts";

test("places are given in the order they were asked for, and an abandoned one is passed over", async () => {
  const host = "fifo.test";
  const first = await Promise.all([1, 2, 3, 4].map(() => takeRequestSlot(host)));
  const order: string[] = [];
  const controller = new AbortController();
  const wait = (name: string, signal?: AbortSignal) =>
    takeRequestSlot(host, signal).then((release) => {
      order.push(name);
      return release;
    });
  const a = wait("a");
  const b = wait("b", controller.signal);
  const c = wait("c");
  controller.abort(new Error("given up"));
  await expect(b).rejects.toThrow("given up");
  first[0]?.();
  first[0]?.();
  (await a)();
  (await c)();
  expect(order).toEqual(["a", "c"]);
  for (const release of first.slice(1)) release();
  await Promise.all([1, 2, 3, 4].map(() => takeRequestSlot(host))).then((all) =>
    all.map((release) => release()),
  );
});

test("giving a place back twice does not make a fifth", async () => {
  const host = "twice.test";
  const [first] = await Promise.all([1, 2, 3, 4].map(() => takeRequestSlot(host)));
  first?.();
  first?.();
  await takeRequestSlot(host);
  await expect(takeRequestSlot(host, AbortSignal.timeout(20))).rejects.toThrow();
});

test("a signal that is already aborted takes no place", async () => {
  await expect(takeRequestSlot("aborted.test", AbortSignal.abort(new Error("too late")))).rejects.toThrow(
    "too late",
  );
});
