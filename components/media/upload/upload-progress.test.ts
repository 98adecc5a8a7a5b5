import { expect, test } from "vitest";
import { overall, secondsLeft, speed, withSample } from "./upload-progress.ts";
import type { UploadItem, UploadState } from "./upload-queue.ts";

function item(state: UploadState, sent: number, size: number): UploadItem {
  const target = { customerId: "c", customerName: "N", direction: null, folder: "N", maxBytes: 1e9 };
  return { id: 1, name: "a", size, target, state, sent, resumedFrom: 0, problem: null, tries: 0 };
}

test.each([
  ["nothing", [], { sent: 0, total: 0, share: 1, open: 0, done: 0, failed: 0 }],
  [
    "one of two",
    [item("done", 300, 300), item("sending", 100, 700)],
    { sent: 400, total: 1000, share: 0.4, open: 1, done: 1, failed: 0 },
  ],
  [
    "called off and failed",
    [item("cancelled", 50, 100), item("failed", 50, 100), item("kept", 10, 10)],
    { sent: 10, total: 10, share: 1, open: 0, done: 1, failed: 1 },
  ],
  ["an empty file", [item("sending", 0, 0)], { sent: 0, total: 0, share: 0, open: 1, done: 0, failed: 0 }],
])("%s", (_name, items, expected) => {
  expect(overall(items)).toEqual(expected);
});

test("speed over the last seconds", () => {
  let samples = withSample([], { atMs: 0, moved: 0 });
  expect(speed(samples, 500)).toBeNull();
  samples = withSample(samples, { atMs: 2000, moved: 4000 });
  expect(speed(samples, 2000)).toBe(2000);
  // It stands still: the speed falls with time.
  expect(speed(samples, 4000)).toBe(1000);
  samples = withSample(samples, { atMs: 9000, moved: 18_000 });
  expect(samples).toHaveLength(2);
  expect(speed(samples, 9000)).toBe(2000);
});

test.each([
  [1000, 100, 10],
  [1000, null, null],
  [1000, 0, null],
])("%d bytes at %d a second", (bytes, bytesPerSecond, seconds) => {
  expect(secondsLeft(bytes, bytesPerSecond)).toBe(seconds);
});
