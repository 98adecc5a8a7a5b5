import { expect, test } from "vitest";
import { firstFree } from "./first-free.ts";

const MINUTE = 60_000;
const at = (from: number, to: number) => ({ startMs: from * MINUTE, endMs: to * MINUTE });
const day = (open: [number, number][], items: [number, number][]) => ({
  span: at(0, 600),
  open: open.map(([from, to]) => at(from, to)),
  items: items.map(([from, to]) => at(from, to)),
});

test.each([
  ["the first working minute", [day([[60, 300]], [])], 0, 60],
  ["the next quarter from now", [day([[60, 300]], [])], 100, 105],
  [
    "after what stands there",
    [
      day(
        [[60, 300]],
        [
          [60, 120],
          [120, 150],
        ],
      ),
    ],
    0,
    150,
  ],
  [
    "the next stretch where one is full",
    [
      day(
        [
          [60, 120],
          [180, 300],
        ],
        [[30, 120]],
      ),
    ],
    0,
    180,
  ],
  ["too little before the end is nothing", [day([[60, 120]], [[60, 110]])], 0, null],
  ["nobody works", [day([], [])], 0, null],
])("%s", (_name, days, now, expected) => {
  const found = firstFree(days, now * MINUTE);
  expect(found && found.startMs / MINUTE).toBe(expected);
});

test("another day", () => {
  expect(firstFree([day([], []), day([[60, 300]], [])], 0)).toEqual({ index: 1, startMs: 60 * MINUTE });
});
