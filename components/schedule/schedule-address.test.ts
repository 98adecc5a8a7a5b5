import { expect, test } from "vitest";
import { boardDays } from "./board-columns.ts";
import { parseScheduleAddress, scheduleHref, steppedHref } from "./schedule-address.ts";

test.each([
  [{}, { view: "auto", day: null, artist: null }],
  [
    { view: "day", day: "2026-12-01", artist: "mara" },
    { view: "day", day: "2026-12-01", artist: "mara" },
  ],
  [
    { view: "month", day: "2026-02-30", artist: "../x" },
    { view: "auto", day: null, artist: null },
  ],
  [
    { view: ["day"], day: "1999-12-31", artist: "" },
    { view: "auto", day: null, artist: null },
  ],
])("%o asks for %o", (query, address) => {
  expect(parseScheduleAddress(query)).toEqual(address);
});

test("says only what differs from what is usual, and turns pages", () => {
  expect(scheduleHref({})).toBe("/schedule");
  const address = { view: "week" as const, day: "2026-12-30", artist: "theo" };
  expect(scheduleHref(address)).toBe("/schedule?view=week&day=2026-12-30&artist=theo");
  expect(steppedHref(address, 3)).toBe("/schedule?view=week&day=2027-01-02&artist=theo");
});

const drawn = (days: ReturnType<typeof boardDays>, where: "onDesk" | "onPhone") =>
  days.filter((one) => one[where]).map(({ day }) => day.slice(5));

test.each([
  ["auto", "2026-12-06", ["11-30", "12-01", "12-02", "12-03", "12-04", "12-05", "12-06"], ["12-06"]],
  [
    "week",
    "2026-12-06",
    ["11-30", "12-01", "12-02", "12-03", "12-04", "12-05", "12-06"],
    ["12-06", "12-07", "12-08"],
  ],
  ["day", "2026-12-06", ["12-06"], ["12-06"]],
] as const)("%s around %s: a week on a desk, fewer days on a phone", (view, day, desk, phone) => {
  const days = boardDays(view, day);
  expect(drawn(days, "onDesk")).toEqual(desk);
  expect(drawn(days, "onPhone")).toEqual(phone);
});
