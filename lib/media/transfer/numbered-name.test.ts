import { expect, test } from "vitest";
import { numberedName } from "./numbered-name.ts";

test.each([
  ["photo.jpg", 1, "photo.jpg"],
  ["photo.jpg", 2, "photo (2).jpg"],
  ["photo", 13, "photo (13)"],
  ["a.tar.gz", 2, "a.tar (2).gz"],
  [".hidden", 2, ".hidden (2)"],
  ["photo (2).jpg", 2, "photo (2) (2).jpg"],
  [`${"x".repeat(246)}.jpg`, 2, `${"x".repeat(242)} (2).jpg`],
  [`${"ü".repeat(125)}.jpg`, 10, `${"ü".repeat(123)} (10).jpg`],
])("%s with number %i is %s", (name, number, expected) => {
  const numbered = numberedName(name, number);
  expect(numbered).toBe(expected);
  expect(Buffer.byteLength(numbered)).toBeLessThanOrEqual(255);
});
