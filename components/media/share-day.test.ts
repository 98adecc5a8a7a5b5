import { expect, test } from "vitest";
import { shareDay } from "./share-day.ts";

test.each([
  ["2026-12-01", "en", "1 Dec 2026"],
  ["2026-12-01", "de", "01.12.2026"],
  ["soon", "en", "soon"],
])("%s in %s", (day, locale, words) => {
  expect(shareDay(day, locale)).toBe(words);
});
