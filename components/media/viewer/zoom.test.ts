import { expect, test } from "vitest";
import { fitSize, fitted, kept, moved, zoomedAt } from "./zoom.ts";

const sizes = { width: 800, height: 600, stageWidth: 1000, stageHeight: 600 };

test("around the middle", () => {
  expect(zoomedAt(fitted, 2, { x: 0, y: 0 }, sizes)).toEqual({ scale: 2, x: 0, y: 0 });
});

test("what is under the pointer stays there", () => {
  const zoom = zoomedAt(fitted, 2, { x: 200, y: -100 }, sizes);
  expect(zoom).toEqual({ scale: 2, x: -200, y: 100 });
  // Back again, and it is where it was.
  expect(zoomedAt(zoom, 0.5, { x: 200, y: -100 }, sizes)).toEqual(fitted);
});

test.each([
  ["not below fitting", fitted, 0.1, 1],
  ["not beyond twelve", { scale: 10, x: 0, y: 0 }, 4, 12],
])("%s", (_name, zoom, factor, scale) => {
  expect(zoomedAt(zoom, factor, { x: 0, y: 0 }, sizes).scale).toBe(scale);
});

test.each([
  ["as far as its edge", 2, 5000, 5000, 300, 300],
  ["and back", 2, -5000, -5000, -300, -300],
  ["narrower than the stage: only up and down", 1.2, 50, 50, 0, 50],
  ["not at all where it fits", 1, 50, 50, 0, 0],
])("moves %s", (_name, scale, dx, dy, x, y) => {
  expect(moved({ scale, x: 0, y: 0 }, dx, dy, sizes)).toEqual({ scale, x, y });
});

test("a smaller stage pulls it back", () => {
  expect(kept({ scale: 2, x: 300, y: 0 }, { ...sizes, stageWidth: 1600 })).toEqual({ scale: 2, x: 0, y: 0 });
});

test.each([
  [
    { width: 4000, height: 3000 },
    { width: 800, height: 600 },
  ],
  [
    { width: 100, height: 50 },
    { width: 100, height: 50 },
  ],
  [
    { width: 100, height: 6000 },
    { width: 10, height: 600 },
  ],
  [
    { width: 0, height: 0 },
    { width: 0, height: 0 },
  ],
])("%j fits as %j", (natural, size) => {
  expect(fitSize(natural, { width: 1000, height: 600 })).toEqual(size);
});
