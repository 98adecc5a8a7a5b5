import { describe, expect, test } from "vitest";
import { leniencyCases } from "#tests/conformance/cases/leniency.ts";
import { overrideCases } from "#tests/conformance/cases/overrides.ts";
import { recurrenceCases } from "#tests/conformance/cases/recurrence.ts";
import { timeZoneCases } from "#tests/conformance/cases/time-zones.ts";
import { busyIntervals } from "./busy-intervals.ts";
import { readCalendarObject } from "./read-calendar-object.ts";
import { readEvent } from "./read-event.ts";

describe("readCalendarObject", () => {
  const freeBusy = {
    name: "free/busy",
    text: "BEGIN:VCALENDAR\nBEGIN:VFREEBUSY\nUID:f\nFREEBUSY:20260105T090000Z/PT1H\nEND:VFREEBUSY\nEND:VCALENDAR",
    from: "2026-01-01T00:00:00Z",
    to: "2026-02-01T00:00:00Z",
    timeZone: "Europe/Vienna",
  };
  test.each([...recurrenceCases, ...timeZoneCases, ...overrideCases, ...leniencyCases, freeBusy])(
    "says what readEvent and busyIntervals say: $name",
    ({ text, from, to, timeZone = "Europe/Vienna" }) => {
      const options = { timeZone, fromMs: Date.parse(from), toMs: Date.parse(to) };
      expect(readCalendarObject(text, options)).toEqual({
        details: readEvent(text, timeZone),
        ...busyIntervals(text, options),
      });
    },
  );

  const options = {
    timeZone: "UTC",
    fromMs: Date.parse("2026-01-01T00:00:00Z"),
    toMs: Date.parse("2026-02-01T00:00:00Z"),
    singleToMs: Date.parse("2100-01-01T00:00:00Z"),
  };
  const event = (more: string) =>
    `BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20300101T100000Z\nDURATION:PT1H\n${more}END:VEVENT\nEND:VCALENDAR\n`;

  test("single events reach further than series", () => {
    expect(readCalendarObject(event(""), options).intervals).toHaveLength(1);
    expect(readCalendarObject(event("RRULE:FREQ=DAILY\n"), options).intervals).toEqual([]);
  });

  test("what is too long is cut and reported, and its known span blocks", () => {
    const { intervals, unreadable } = readCalendarObject(event(`X-A:${"a".repeat(1_000_000)}\n`), options);
    expect(intervals).not.toEqual([]);
    expect(unreadable.map(({ reason }) => reason)).toEqual(["cut off before its end"]);
  });

  test("a time zone that is none is refused", () => {
    expect(() => readCalendarObject("", { ...options, timeZone: "Mars/Base" })).toThrow("Unknown time zone");
  });
});
