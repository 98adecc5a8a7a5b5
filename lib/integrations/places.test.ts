import { getEventListeners } from "node:events";
import { expect, test } from "vitest";
import { createPlaces } from "./places.ts";

const failures = {
  sentAway: () => new Error("sent away"),
  busy: () => new Error("busy"),
  aborted: () => new Error("aborted"),
};
const { signal } = new AbortController();

test("first come, first served; a place is given back once, however often that is said", async () => {
  const places = createPlaces(1, 10);
  const first = await places.take(signal, failures);
  const order: string[] = [];
  const second = places.take(signal, failures).then((free) => {
    order.push("second");
    return free;
  });
  const third = places.take(signal, failures).then((free) => {
    order.push("third");
    return free;
  });
  first();
  first();
  (await second)();
  (await third)();
  expect(order).toEqual(["second", "third"]);
  expect([places.taken(), places.waiting()]).toEqual([0, 0]);
});

test("who gives up makes room at once, and leaves nothing with the signal", async () => {
  const places = createPlaces(1, 2);
  await places.take(signal, failures);
  for (let round = 0; round < 100; round += 1) {
    const caller = new AbortController();
    const left = Promise.allSettled([
      places.take(caller.signal, failures),
      places.take(caller.signal, failures),
    ]);
    await expect(places.take(signal, failures)).rejects.toThrow("busy");
    caller.abort();
    expect(places.waiting()).toBe(0);
    for (const each of await left) expect(each).toMatchObject({ reason: { message: "aborted" } });
    expect(getEventListeners(caller.signal, "abort")).toEqual([]);
  }
  const gone = AbortSignal.abort();
  await expect(places.take(gone, failures)).rejects.toThrow("aborted");
});

test("sent away are all who wait, but who stays", async () => {
  const places = createPlaces(1, 10);
  const free = await places.take(signal, failures);
  const waiting = [places.take(signal, failures), places.take(signal, failures, true)];
  const told = expect(waiting[0]).rejects.toThrow("sent away");
  places.sendAway();
  await told;
  free();
  (await waiting[1])?.();
  expect([places.taken(), places.waiting()]).toEqual([0, 0]);
});
