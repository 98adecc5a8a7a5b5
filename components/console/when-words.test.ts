import { describe, expect, test } from "vitest";
import { nearDay, whenWords } from "./when-words.ts";

const now = Date.parse("2026-11-30T23:30:00Z");
const span = (start: string, hours: number) => ({
  startMs: Date.parse(start),
  endMs: Date.parse(start) + hours * 3_600_000,
});

describe("days near today", () => {
  test.each([
    ["2026-12-01", "today"],
    ["2026-12-02", "tomorrow"],
    ["2026-11-30", "yesterday"],
    ["2026-12-03", null],
  ])("%s", (day, near) => {
    expect(nearDay(day, "2026-12-01")).toBe(near);
  });
});

test("the day is that of the zone, not of UTC", () => {
  const words = whenWords(span("2026-12-01T13:00:00Z", 2), "Europe/Vienna", now, "en");
  expect(words).toEqual({
    day: "2026-12-01",
    near: "today",
    date: "Tuesday 1 December",
    shortDate: "Tue 1 December",
    time: "14:00–16:00",
    exact: "Tuesday 1 December 2026, 14:00–16:00 (Vienna)",
  });
  expect(whenWords(span("2026-12-01T13:00:00Z", 2), "America/New_York", now, "en").near).toBe("tomorrow");
});

test("another year is said", () => {
  const words = whenWords(span("2027-01-04T09:00:00Z", 1), "Europe/Vienna", now, "de");
  expect(words.date).toBe("Montag, 4. Januar 2027");
  expect(words.shortDate).toBe("Mo, 4. Januar 2027");
});
