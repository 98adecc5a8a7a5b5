import { expect, test } from "vitest";
import { byteWords, timeLeft } from "./byte-words.ts";

test.each([
  [0, "0 bytes", "0 Byte"],
  [1, "1 byte", "1 Byte"],
  [999, "999 bytes", "999 Byte"],
  [1000, "1 kB", "1 kB"],
  [1_440_000, "1.4 MB", "1,4 MB"],
  [99_960_000, "100 MB", "100 MB"],
  [999_600, "1 MB", "1 MB"],
  [5_000_000_000, "5 GB", "5 GB"],
])("%d bytes", (bytes, english, german) => {
  expect(byteWords(bytes, "en").replace("\u00a0", " ")).toBe(english);
  expect(byteWords(bytes, "de").replace("\u00a0", " ")).toBe(german);
});

test.each([
  [0.2, "seconds", 5],
  [5.1, "seconds", 10],
  [54, "seconds", 55],
  [55, "minutes", 1],
  [95, "minutes", 2],
  [3300, "hours", 1],
  [7000, "hours", 2],
] as const)("%d seconds", (seconds, unit, value) => {
  expect(timeLeft(seconds)).toEqual({ unit, value });
});
