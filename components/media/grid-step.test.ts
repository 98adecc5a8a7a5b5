import { expect, test } from "vitest";
import { gridStep } from "./grid-step.ts";

// 0 1 2 3
// 4 5 6 7
// 8 9
const grid = { columns: 4, count: 10, page: 2, toEnds: false };

test.each([
  ["ArrowRight", 3, 4],
  ["ArrowRight", 9, 9],
  ["ArrowLeft", 4, 3],
  ["ArrowLeft", 0, 0],
  ["ArrowDown", 1, 5],
  ["ArrowDown", 5, 9],
  ["ArrowDown", 6, 9],
  ["ArrowDown", 8, 8],
  ["ArrowUp", 2, 2],
  ["ArrowUp", 9, 5],
  ["PageDown", 0, 8],
  ["PageDown", 3, 9],
  ["PageUp", 9, 1],
  ["PageUp", 6, 2],
  ["Home", 6, 4],
  ["End", 5, 7],
  ["End", 8, 9],
  ["x", 3, null],
] as const)("%s from %d", (key, at, to) => {
  expect(gridStep(key, at, grid)).toBe(to);
});

test("with Ctrl to the very ends", () => {
  expect(gridStep("Home", 6, { ...grid, toEnds: true })).toBe(0);
  expect(gridStep("End", 2, { ...grid, toEnds: true })).toBe(9);
});

test("nowhere in an empty grid", () => {
  expect(gridStep("ArrowDown", 0, { ...grid, count: 0 })).toBeNull();
});
