import { expect, test } from "vitest";
import { ageOn } from "./age-on.ts";
import { consentSignature } from "./input.ts";
import { isSignaturePath, strokes } from "./signature-path.ts";

test.each([
  ["2008-12-01", "2026-12-01", 18],
  ["2008-12-02", "2026-12-01", 17],
  ["2008-02-29", "2026-02-28", 17],
  ["2008-02-29", "2026-03-01", 18],
  ["2026-12-02", "2026-12-01", -1],
])("born %s, on %s: %i", (born, day, age) => {
  expect(ageOn(born, day)).toBe(age);
});

test.each([
  ["", true],
  ["M1 2L3 4", true],
  ["M0 0L600 200M5 5L6 6L7 7", true],
  ["M1 2", false],
  ["M601 2L3 4", false],
  ["M1 201L3 4", false],
  ["M1 2L3 4Z", false],
  ["M1.5 2L3 4", false],
  ["M-1 2L3 4", false],
  ['M1 2L3 4"/><script>', false],
  ["M1 2C3 4 5 6 7 8", false],
  [`M1 1${"L1 1".repeat(6000)}`, false],
])("%s is a signature: %s", (path, is) => {
  expect(isSignaturePath(path)).toBe(is);
});

test("strokes are lists of points", () => {
  expect(strokes("M1 2L3 4M5 6L7 8")).toEqual([
    [
      [1, 2],
      [3, 4],
    ],
    [
      [5, 6],
      [7, 8],
    ],
  ]);
});

test.each([
  ["2007-02-30", false],
  ["2007-2-3", false],
  ["0000-00-00", false],
  ["2000-02-29", true],
])("a date of birth %s: %s", (birthDate, fine) => {
  const form = { signedName: "Nora", agreed: "yes", birthDate };
  expect(consentSignature.safeParse(form).success).toBe(fine);
});

test("nobody signs without agreeing", () => {
  expect(consentSignature.safeParse({ signedName: "Nora" }).success).toBe(false);
  expect(consentSignature.safeParse({ signedName: "Nora", agreed: "no" }).success).toBe(false);
});
