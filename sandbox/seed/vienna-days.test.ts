import { expect, test } from "vitest";
import { viennaDay, viennaWeekday, weekdayOf } from "./vienna-days.ts";

test.each([
  ["2026-11-20T22:59:00Z", "20261120"],
  ["2026-11-20T23:00:00Z", "20261121"],
  ["2026-07-20T22:00:00Z", "20260721"],
])("at %s it is %s in Vienna", (instant, day) => {
  expect(viennaDay(Date.parse(instant), 0)).toBe(day);
});

test("days count through the change of the clocks and of the year", () => {
  const before = Date.parse("2026-10-24T22:30:00Z");
  expect([0, 1, 2, 68].map((ahead) => viennaDay(before, ahead))).toEqual([
    "20261025",
    "20261026",
    "20261027",
    "20270101",
  ]);
});

test("the next weekday lies one to seven days ahead", () => {
  for (let day = 0; day < 14; day += 1) {
    const now = Date.UTC(2026, 2, 23 + day, 12);
    for (let weekday = 0; weekday < 7; weekday += 1) {
      const next = viennaWeekday(now, weekday);
      expect(weekdayOf(next)).toBe(weekday);
      expect(next > viennaDay(now, 0) && next <= viennaDay(now, 7)).toBe(true);
      expect(viennaWeekday(now, weekday, 2) > viennaDay(now, 14)).toBe(true);
    }
  }
});
