import { expect, test } from "vitest";
import { isTooLong } from "./message-length.ts";

test.each([
  ["a".repeat(16_384), false],
  ["a".repeat(16_385), true],
  ["ä".repeat(8192), false],
  ["ä".repeat(8193), true],
  ["€".repeat(5461), false],
  ["€".repeat(5462), true],
  ["🖋".repeat(4096), false],
  ["🖋".repeat(4097), true],
])("%#", (words, tooLong) => expect(isTooLong(words)).toBe(tooLong));
