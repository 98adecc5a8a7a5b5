import { expect, test } from "vitest";
import { retryAfter } from "./retry-after.ts";

const NOW = Date.parse("2026-11-21T10:00:00Z");

test.each([
  ["120", null, 120_000],
  ["0", null, 0],
  ["1.234", null, 1_234],
  ["0.0001", null, 1],
  [" 5 ", null, 5_000],
  [".5", null, 500],
  ["5.", null, 5_000],
  ["-5", null, 0],
  ["-.5", null, 0],
  ["99999999999999999999", null, 86_400_000],
  ["Sat, 21 Nov 2026 10:01:00 GMT", null, 60_000],
  ["Sat, 21 Nov 2026 09:00:00 GMT", null, 0],
  ["Saturday, 21-Nov-26 10:01:00 GMT", null, 60_000],
  ["Sat Nov 21 10:01:00 2026", null, 60_000],
  // Their clock is a year behind, and three hours ahead.
  ["Fri, 21 Nov 2025 10:01:00 GMT", "Fri, 21 Nov 2025 10:00:00 GMT", 60_000],
  ["Sat, 21 Nov 2026 13:00:30 GMT", "Sat, 21 Nov 2026 13:00:00 GMT", 30_000],
  ["Sat, 21 Nov 2026 10:01:00 GMT", "yesterday", 60_000],
  ["Tue, 21 Nov 2050 10:01:00 GMT", null, 86_400_000],
])("%j with the date %j is in %i ms", (value, date, ms) => {
  expect(retryAfter(value, NOW, date)).toBe(NOW + ms);
});

test.each([null, "", " ", "soon", "-5x", "1e9x", "NaN", "Infinity", "1e9", "-", ".", "0x10"])(
  "%j says nothing",
  (value) => {
    expect(retryAfter(value, NOW)).toBeUndefined();
  },
);

test.each([
  "2026-11-21",
  "2026-11-21T10:01:00Z",
  "11/21/2026",
  "Sat, 21 Nov 2026 10:01:00 +0100",
  "5 minutes",
  "1 Jan",
])("%j is no date of HTTP's", (value) => {
  expect(retryAfter(value, NOW)).toBeUndefined();
});
