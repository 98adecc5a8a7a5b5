import { expect, test } from "vitest";
import { missingChunks, presentBytes } from "./chunk-plan.ts";

test.each([
  [
    "nothing there",
    25,
    10,
    [],
    [
      [1, 0, 10],
      [2, 10, 20],
      [3, 20, 25],
    ],
    0,
  ],
  ["a gap", 25, 10, [1, 3], [[2, 10, 20]], 15],
  ["all there", 25, 10, [3, 2, 1], [], 25],
  ["exactly two", 20, 10, [1], [[2, 10, 20]], 10],
  ["one small piece", 3, 10, [], [[1, 0, 3]], 0],
  ["numbers that mean nothing here", 20, 10, [7, 1], [[2, 10, 20]], 10],
  ["an empty file", 0, 10, [], [], 0],
  ["a size nobody named", 20, 0, [], [], 20],
] as const)("%s", (_name, size, chunkBytes, present, missing, bytes) => {
  expect(missingChunks(size, chunkBytes, present)).toEqual(
    missing.map(([number, start, end]) => ({ number, start, end })),
  );
  expect(presentBytes(size, chunkBytes, present)).toBe(bytes);
});

test("5 GB in pieces of 10 MB", () => {
  const chunks = missingChunks(5e9, 10e6, [1, 2]);
  expect(chunks).toHaveLength(498);
  expect(chunks.at(-1)).toEqual({ number: 500, start: 4.99e9, end: 5e9 });
});
