import { expect, test } from "vitest";
import { HOUR } from "#lib/core/clock.ts";
import { describeOpenTimes } from "./describe-open-times.ts";
import type { Interval } from "./types.ts";
import { workingTimes } from "./working-times.ts";

const timeZone = "Europe/Vienna";
/** A Tuesday, four in the afternoon in Vienna. */
const nowMs = Date.parse("2027-03-16T15:00:00Z");
const ahead = { startMs: nowMs - 48 * HOUR, endMs: nowMs + 120 * 24 * HOUR };

/** Weekly hours as Nextcloud's would have been expanded. */
const weekly = (...hours: [number, number, number][]) =>
  workingTimes(
    {
      timeZone,
      hours: hours.map(([weekday, startMinute, endMinute]) => ({ weekday, startMinute, endMinute })),
      openTimes: null,
    },
    ahead,
  );
const without = (times: Interval[], day: string) =>
  times.filter(({ startMs }) => !new Date(startMs).toISOString().startsWith(day));
const lines = (days: { day: string; stretches: { start: string; end: string }[]; unusual: boolean }[]) =>
  days.map(
    ({ day, stretches, unusual }) =>
      `${day} ${stretches.map(({ start, end }) => `${start}-${end}`).join(" ")}${unusual ? "!" : ""}`,
  );

test("the coming week begins today, with every stretch of a day, whatever of today is over", () => {
  const view = describeOpenTimes(weekly([2, 600, 720], [2, 780, 1140], [6, 600, 1440]), { timeZone, nowMs });
  expect(lines(view.week)).toEqual([
    "2027-03-16 10:00-12:00 13:00-19:00",
    "2027-03-17 ",
    "2027-03-18 ",
    "2027-03-19 ",
    "2027-03-20 10:00-24:00",
    "2027-03-21 ",
    "2027-03-22 ",
  ]);
  // Clocks change on 28 March; clock times do not.
  expect(view).toMatchObject({ exceptions: [], moreExceptions: 0 });
});

test("what differs from the weekday's usual is told, this week and later", () => {
  const usual = weekly([2, 600, 1140], [4, 600, 1140]);
  const saturday = Date.parse("2027-04-10T08:00:00Z");
  const changed = [
    ...without(without(usual, "2027-03-18"), "2027-04-06"),
    { startMs: saturday, endMs: saturday + 2 * HOUR },
  ].sort((a, b) => a.startMs - b.startMs);
  const view = describeOpenTimes(changed, { timeZone, nowMs });
  expect(lines(view.week)).toContain("2027-03-18 !");
  expect(lines(view.exceptions)).toEqual(["2027-04-06 !", "2027-04-10 10:00-12:00!"]);
});

test("of many exceptions the first dozen is listed and the rest counted", () => {
  // Every other week: nothing is usual on Tuesdays but what comes first.
  const everyOther = weekly([2, 600, 1140], [3, 600, 1140], [4, 600, 1140]).filter(
    ({ startMs }) => Math.floor((startMs - nowMs) / (7 * 24 * HOUR)) % 2 === 0,
  );
  const view = describeOpenTimes(everyOther, { timeZone, nowMs });
  expect(view.exceptions).toHaveLength(12);
  expect(view.moreExceptions).toBe(6);
});

test("night work ends at midnight and goes on the day after; no hours are seven closed days", () => {
  const night = [{ startMs: Date.parse("2027-03-17T19:00:00Z"), endMs: Date.parse("2027-03-18T01:00:00Z") }];
  const view = describeOpenTimes(night, { timeZone, nowMs });
  expect(lines(view.week).slice(1, 3)).toEqual(["2027-03-17 20:00-24:00!", "2027-03-18 00:00-02:00!"]);
  const none = describeOpenTimes([], { timeZone, nowMs });
  expect(none.week.every(({ stretches, unusual }) => stretches.length === 0 && !unusual)).toBe(true);
});
