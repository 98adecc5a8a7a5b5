import { expect, test } from "vitest";
import { relativeWords } from "./relative-time.tsx";

const now = Date.parse("2026-11-20T12:00:00Z");

test.each([
  [-20_000, "en", "now"],
  [-5 * 60_000, "en", "5 minutes ago"],
  [3 * 86_400_000, "en", "in 3 days"],
  [-86_400_000, "de", "gestern"],
  [8 * 86_400_000, "en", "next week"],
])("%i ms from now in %s is “%s”", (distance, locale, words) => {
  expect(relativeWords(now + distance, now, locale)).toBe(words);
});
