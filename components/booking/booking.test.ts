import { describe, expect, test } from "vitest";
import { bookingHome, bookingHref, parseBookingParams } from "./booking-url.ts";
import { bookingView } from "./booking-view.ts";
import {
  dayWords,
  durationWords,
  endOf,
  monthWords,
  sameClock,
  shortDayWords,
  timeRange,
  tinyDayWords,
  weekdayNames,
  zonedClock,
} from "./clock-words.ts";
import { freshnessKind } from "./freshness-kind.ts";
import { dayForKey, monthGrid, shiftMonth } from "./month-grid.ts";
import { groupByDay, groupByPart } from "./part-of-day.ts";
import { zoneCity } from "./zone-name.ts";

const at = (text: string) => Date.parse(text);

describe("clock words", () => {
  test("a day in both languages, with the year only when it is another", () => {
    expect(dayWords("2026-12-01", "en")).toBe("Tuesday 1 December");
    expect(dayWords("2026-12-01", "de")).toBe("Dienstag, 1. Dezember");
    expect(dayWords("2027-01-04", "en", "2026-11-20")).toBe("Monday 4 January 2027");
    expect(dayWords("2026-12-01", "en", "2026-11-20")).toBe("Tuesday 1 December");
    expect(shortDayWords("2026-12-01", "en")).toBe("Tue 1 December");
    expect(shortDayWords("2026-12-01", "de")).toBe("Di, 1. Dezember");
    expect(tinyDayWords("2026-09-02", "en")).toBe("Wed 2 Sep");
    expect(tinyDayWords("2026-09-02", "de")).toBe("Mi, 2. Sep");
    expect(monthWords("2027-03", "de")).toBe("März 2027");
  });

  test("weeks begin on Monday", () => {
    expect(weekdayNames("en").map((name) => name.short)).toEqual([
      "Mon",
      "Tue",
      "Wed",
      "Thu",
      "Fri",
      "Sat",
      "Sun",
    ]);
    expect(weekdayNames("de")[6]).toEqual({ short: "So", long: "Sonntag" });
  });

  test("midnight is 00:00 and belongs to the day that begins", () => {
    expect(zonedClock(at("2026-11-30T23:00:00Z"), "Europe/Vienna")).toEqual({
      day: "2026-12-01",
      time: "00:00",
      hour: 0,
    });
  });

  test("an appointment across the end of summer time keeps its length", () => {
    const start = at("2026-10-24T23:30:00Z");
    expect(timeRange(start, endOf(start, 120), "Europe/Vienna")).toBe("01:30 (GMT+2)–02:30 (GMT+1)");
    expect(timeRange(start, endOf(start, 120), "UTC")).toBe("23:30–01:30");
    expect(timeRange(start + 20_000, endOf(start, 30) + 50_000, "Europe/Vienna")).toBe("01:30–02:00");
  });

  test("zones are compared at the instant, not by name", () => {
    expect(sameClock("Europe/Vienna", "Europe/Berlin", at("2026-12-01T13:00:00Z"))).toBe(true);
    expect(sameClock("Europe/Vienna", "Europe/London", at("2026-12-01T13:00:00Z"))).toBe(false);
  });

  test("durations", () => {
    expect(durationWords(45, "en")).toBe("45 minutes");
    expect(durationWords(60, "en")).toBe("1 hour");
    expect(durationWords(150, "de")).toBe("2 Stunden 30 Minuten");
  });

  test("cities in the reader's language", () => {
    expect(zoneCity("America/New_York", "en")).toBe("New York");
    expect(zoneCity("Europe/Vienna", "de")).toBe("Wien");
    expect(zoneCity("UTC", "de")).toBe("UTC");
  });
});

describe("month grid", () => {
  test("whole weeks from Monday to Sunday around the month", () => {
    const weeks = monthGrid("2026-12");
    expect(weeks[0]?.[0]).toBe("2026-11-30");
    expect(weeks.at(-1)?.at(-1)).toBe("2027-01-03");
    expect(weeks).toHaveLength(5);
    expect(monthGrid("2027-02")).toHaveLength(4);
    expect(weeks.every((week) => week.length === 7)).toBe(true);
  });

  test("months roll over the year", () => {
    expect(shiftMonth("2026-12", 1)).toBe("2027-01");
    expect(shiftMonth("2026-01", -1)).toBe("2025-12");
    expect(shiftMonth("2026-03", 12)).toBe("2027-03");
  });

  test.each([
    ["ArrowLeft", "2026-12-01"],
    ["ArrowRight", "2026-12-10"],
    ["ArrowUp", "2026-12-01"],
    ["ArrowDown", "2026-12-15"],
    ["Home", "2026-12-01"],
    ["End", "2026-12-15"],
    ["x", null],
  ])("%s from the 8th leads to %s", (key, to) => {
    expect(dayForKey(key, "2026-12-08", ["2026-12-01", "2026-12-08", "2026-12-10", "2026-12-15"])).toBe(to);
  });
});

describe("grouping", () => {
  const starts = ["09:00", "11:30", "12:00", "16:30", "17:00"].map((time) =>
    at(`2026-12-01T${time}:00+01:00`),
  );

  test("by part of day in the zone shown", () => {
    const parts = groupByPart(starts, "Europe/Vienna").map(({ part, starts }) => [part, starts.length]);
    expect(parts).toEqual([
      ["morning", 2],
      ["afternoon", 2],
      ["evening", 1],
    ]);
    expect(groupByPart(starts, "America/New_York").map(({ part }) => part)).toEqual(["morning"]);
  });

  test("by day in the zone shown", () => {
    expect([...groupByDay(starts, "Asia/Tokyo").entries()].map(([day, list]) => [day, list.length])).toEqual([
      ["2026-12-01", 3],
      ["2026-12-02", 2],
    ]);
  });
});

describe("booking address", () => {
  test("reads what it writes", () => {
    const params = {
      day: "2026-12-01",
      month: "2026-12",
      startMs: at("2026-12-01T13:00:00Z"),
      zone: "Asia/Tokyo",
      unknownZone: null,
      lengthMinutes: 90,
      draft: null,
    };
    const href = bookingHref("/book/mara/s1", params);
    expect(href).toBe(
      "/book/mara/s1?day=2026-12-01&start=2026-12-01T13%3A00%3A00.000Z&month=2026-12&tz=Asia%2FTokyo&length=90",
    );
    expect(parseBookingParams(new URL(href, "http://parlour.test").searchParams)).toEqual(params);
  });

  test.each([
    "day=2026-02-30&month=2026-13&start=tomorrow&tz=Mars/Base",
    "day=0000-00-00&month=999999-01&start=9999-12-31T00:00:00Z&tz=%2B01:00",
    "day=&month=&start=&tz=&draft=&length=",
    "length=-5",
    "length=1e3",
    "length=99999",
  ])("what is malformed counts as absent: %s", (query) => {
    expect(parseBookingParams(new URLSearchParams(query))).toMatchObject({
      day: null,
      month: null,
      startMs: null,
      zone: null,
      lengthMinutes: null,
      draft: null,
    });
  });
});

describe("booking view", () => {
  const nowMs = at("2026-11-20T11:00:00Z");
  const starts = [at("2026-11-24T09:00:00Z"), at("2026-11-24T13:00:00Z"), at("2026-12-01T13:00:00Z")];
  const view = (query: string, known: number[] = starts) =>
    bookingView({
      params: parseBookingParams(new URLSearchParams(query)),
      starts: known,
      zone: "Europe/Vienna",
      nowMs,
    });

  test("without a choice the first free day is shown and a phone asks for the day", () => {
    expect(view("")).toMatchObject({
      step: "day",
      shownDay: "2026-11-24",
      month: "2026-11",
      previousMonth: null,
      nextMonth: "2026-12",
    });
  });

  test("paging to another month shows its first free day, and keeps a day that was chosen", () => {
    expect(view("month=2026-12")).toMatchObject({ month: "2026-12", shownDay: "2026-12-01" });
    expect(view("month=2027-01")).toMatchObject({ month: "2027-01", shownDay: "2026-11-24" });
    expect(view("month=2026-12&day=2026-11-24").shownDay).toBe("2026-11-24");
  });

  test("a time decides its day, whatever the address says of the day", () => {
    expect(view("day=2026-11-30&start=2026-12-01T13:00:00Z")).toMatchObject({
      step: "details",
      shownDay: "2026-12-01",
      month: "2026-12",
      startGone: false,
    });
  });

  test("a time nobody offers is marked as gone", () => {
    expect(view("start=2026-12-01T14:00:00Z").startGone).toBe(true);
  });

  test("months before this one and past a year are not shown", () => {
    expect(view("month=2020-01").month).toBe("2026-11");
    expect(view("month=2190-01")).toMatchObject({ month: "2027-11", nextMonth: null });
  });

  test("without any free time there is no day to show", () => {
    expect(view("", [])).toMatchObject({ shownDay: null, firstFreeDay: null, month: "2026-11", step: "day" });
  });
});

test("freshness is live, by hand, or an old picture", () => {
  expect(freshnessKind(true, true)).toBe("live");
  expect(freshnessKind(false, false)).toBe("by_hand");
  expect(freshnessKind(false, true)).toBe("unreachable");
});

test("from a page in the frame of another site the way back stays in the frame", () => {
  expect(bookingHome("/book/mara/s1")).toBe("/book");
  expect(bookingHome("/embed/booking/dark~ff6600/mara/s1")).toBe("/embed/booking/dark~ff6600");
});
