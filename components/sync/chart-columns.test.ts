import { expect, test } from "vitest";
import { axisEnd, shareColumns } from "./chart-columns.ts";

test("a column is divided by share, and empty where nothing ran", () => {
  expect(shareColumns({ ok: [3, 0, 0], failed: [1, 0, 2] }, 40)).toEqual([
    { x: 1, width: 8, failed: 10, ok: 30 },
    null,
    { x: 21, width: 8, failed: 40, ok: 0 },
  ]);
});

test("one failure among many is still to be seen", () => {
  expect(shareColumns({ ok: [9999], failed: [1] }, 40)[0]?.failed).toBe(2);
});

test.each([
  [0, 2500],
  [1800, 2500],
  [2600, 3000],
  [12_400, 15_000],
])("an axis for %d ms ends at %d", (longest, end) => {
  expect(axisEnd(longest, 2000)).toBe(end);
});
