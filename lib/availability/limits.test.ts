import { describe, expect, test } from "vitest";
import { HOUR } from "#lib/core/clock.ts";
import { type BookingLimit, limitJudge, limitSpan, limitsOf } from "./limits.ts";

const at = (instant: string) => Date.parse(instant);
const limit = (per: "day" | "week", maximum: number, serviceId: string | null = null): BookingLimit => ({
  per,
  maximum,
  serviceId,
});
const vienna = (...limits: BookingLimit[]) => ({ timeZone: "Europe/Vienna", limits });
const begin = (instant: string, serviceId = "session") => ({ startMs: at(instant), serviceId });

describe("the instants a limit counts between", () => {
  test.each<[string, "day" | "week", string, string, string, string]>([
    [
      "a day in winter",
      "day",
      "Europe/Vienna",
      "2026-12-02T22:59Z",
      "2026-12-01T23:00Z",
      "2026-12-02T23:00Z",
    ],
    [
      "a day of 23 hours",
      "day",
      "Europe/Vienna",
      "2027-03-28T12:00Z",
      "2027-03-27T23:00Z",
      "2027-03-28T22:00Z",
    ],
    [
      "a week in winter",
      "week",
      "Europe/Vienna",
      "2026-12-02T09:00Z",
      "2026-11-29T23:00Z",
      "2026-12-06T23:00Z",
    ],
    [
      "a Sunday evening",
      "week",
      "Europe/Vienna",
      "2026-12-06T22:59Z",
      "2026-11-29T23:00Z",
      "2026-12-06T23:00Z",
    ],
    [
      "a Monday at midnight",
      "week",
      "Europe/Vienna",
      "2026-12-06T23:00Z",
      "2026-12-06T23:00Z",
      "2026-12-13T23:00Z",
    ],
    [
      "the week in which summer begins",
      "week",
      "Europe/Vienna",
      "2027-03-24T09:00Z",
      "2027-03-21T23:00Z",
      "2027-03-28T22:00Z",
    ],
    [
      "the week in which summer ends",
      "week",
      "Europe/Vienna",
      "2026-10-25T22:30Z",
      "2026-10-18T22:00Z",
      "2026-10-25T23:00Z",
    ],
    [
      "across the year",
      "week",
      "Europe/Vienna",
      "2027-01-01T09:00Z",
      "2026-12-27T23:00Z",
      "2027-01-03T23:00Z",
    ],
    [
      "far from Vienna, where it is Monday already",
      "week",
      "Pacific/Auckland",
      "2026-12-06T12:00Z",
      "2026-12-06T11:00Z",
      "2026-12-13T11:00Z",
    ],
    [
      "where a week has half an hour more",
      "week",
      "Australia/Lord_Howe",
      "2027-04-04T10:00Z",
      "2027-03-28T13:00Z",
      "2027-04-04T13:30Z",
    ],
  ])("%s", (_name, per, zone, start, from, to) => {
    expect(limitSpan(limit(per, 1), at(start), zone)).toEqual({ fromMs: at(from), toMs: at(to) });
  });
});

describe("which limit is reached", () => {
  const monday = begin("2026-11-30T09:00Z");
  const tuesday = begin("2026-12-01T09:00Z");
  const sunday = begin("2026-12-06T22:30Z");
  test.each<[string, BookingLimit[], ReturnType<typeof begin>[], string, string | null]>([
    ["none without limits", [], [tuesday, tuesday], "2026-12-01T12:00Z", null],
    ["none below it", [limit("week", 3)], [monday, sunday], "2026-12-02T09:00Z", null],
    [
      "the week's, from Monday to Sunday night",
      [limit("week", 2)],
      [monday, sunday],
      "2026-12-02T09:00Z",
      "week_full",
    ],
    ["not by the week before", [limit("week", 1)], [begin("2026-11-29T22:30Z")], "2026-12-02T09:00Z", null],
    ["not by the week after", [limit("week", 1)], [begin("2026-12-06T23:30Z")], "2026-12-02T09:00Z", null],
    [
      "the day's, before the week's",
      [limit("week", 1), limit("day", 1)],
      [tuesday],
      "2026-12-01T12:00Z",
      "day_full",
    ],
    [
      "the week's on another day",
      [limit("week", 1), limit("day", 1)],
      [tuesday],
      "2026-12-02T12:00Z",
      "week_full",
    ],
    ["one service's own", [limit("week", 1, "session")], [tuesday], "2026-12-02T12:00Z", "week_full"],
    [
      "not by another service",
      [limit("week", 1, "session")],
      [begin("2026-12-01T09:00Z", "other")],
      "2026-12-02T12:00Z",
      null,
    ],
    ["across the year", [limit("week", 1)], [begin("2026-12-31T12:00Z")], "2027-01-02T09:00Z", "week_full"],
    [
      "not by the same ISO week number of another year",
      [limit("week", 1)],
      [begin("2025-12-03T09:00Z")],
      "2026-12-02T09:00Z",
      null,
    ],
    [
      "over the hour that is left out",
      [limit("week", 1)],
      [begin("2027-03-22T00:00Z")],
      "2027-03-28T21:30Z",
      "week_full",
    ],
    [
      "over the hour that comes twice",
      [limit("week", 1)],
      [begin("2026-10-19T00:00Z")],
      "2026-10-25T22:30Z",
      "week_full",
    ],
  ])("%s", (_name, limits, counted, start, reason) => {
    expect(limitJudge(vienna(...limits), counted)(at(start))).toBe(reason);
  });

  test("asking twice of one day answers the same, and another day afresh", () => {
    const judge = limitJudge(vienna(limit("day", 1)), [tuesday]);
    expect([0, 1, 15, 16].map((hours) => judge(tuesday.startMs + hours * HOUR))).toEqual([
      "day_full",
      "day_full",
      null,
      null,
    ]);
  });
});

test("limits are those that are set, of the artist and of the service asked for", () => {
  const service = { id: "s", dailyMaximum: 1, weeklyMaximum: null };
  expect(limitsOf({ dailyMaximum: null, weeklyMaximum: 4 }, service)).toEqual([
    limit("week", 4),
    limit("day", 1, "s"),
  ]);
  expect(limitsOf({ dailyMaximum: null, weeklyMaximum: null }, null)).toEqual([]);
});
