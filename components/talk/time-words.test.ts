import { describe, expect, test } from "vitest";
import { exactWords, timeWords } from "./time-words.ts";

const now = new Date(2026, 10, 20, 15, 30).getTime();
const minutes = (count: number) => now - count * 60_000;

describe("how long ago", () => {
  test.each<[string, number, string, string]>([
    ["this moment", minutes(0), "jetzt", "now"],
    ["half a minute", minutes(0.5), "jetzt", "now"],
    ["five minutes", minutes(5), "vor 5 Min.", "5 min ago"],
    ["59 minutes", minutes(59), "vor 59 Min.", "59 min ago"],
    ["an hour", minutes(60), "vor 1 Std.", "1 hr ago"],
    ["nearly a day", minutes(23 * 60 + 59), "vor 23 Std.", "23 hr ago"],
    ["four days", new Date(2026, 10, 16, 9, 0).getTime(), "Mo. 16. Nov.", "Mon 16 Nov"],
    ["last year", new Date(2025, 11, 24, 9, 0).getTime(), "24. Dez. 2025", "24 Dec 2025"],
    ["a clock ahead of ours", minutes(-3), "jetzt", "now"],
  ])("%s", (_name, at, german, english) => {
    expect(timeWords(at, now, "de")).toBe(german);
    expect(timeWords(at, now, "en")).toBe(english);
  });
});

test("the exact time", () => {
  expect(exactWords(now, "de")).toBe("20. Nov. 2026, 15:30");
  expect(exactWords(now, "en")).toBe("20 Nov 2026, 15:30");
});
