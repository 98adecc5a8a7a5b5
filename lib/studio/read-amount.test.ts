import { expect, test } from "vitest";
import { readAmount } from "./read-amount.ts";

test.each([
  ["50", "EUR", 5000],
  ["49.90", "EUR", 4990],
  ["49,9", "EUR", 4990],
  [" 0.05 ", "EUR", 5],
  ["5000", "JPY", 5000],
  ["5.5", "JPY", null],
  ["1.234", "KWD", 1234],
  ["1.234", "EUR", null],
  ["0", "EUR", null],
  ["-5", "EUR", null],
  ["1e3", "EUR", null],
  ["", "EUR", null],
  ["1000001", "EUR", null],
])("%o in %s is %s", (typed, currency, amount) => {
  expect(readAmount(typed, currency)).toBe(amount);
});
