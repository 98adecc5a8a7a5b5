import { describe, expect, test } from "vitest";
import { daySpan, drawnHours, mondayOf, wholeDay } from "./day-span.ts";

const vienna = "Europe/Vienna";
const whole = { fromHour: 0, toHour: 24 };
const HOUR = 3_600_000;

describe("a day by instants", () => {
  test.each([
    ["2026-12-01", 24, "02:00", "03:00"],
    // Clocks go forward: 02:00 is not there.
    ["2026-03-29", 23, "03:00", "04:00"],
    // Clocks go back: 02:00 is there twice.
    ["2026-10-25", 25, "02:00", "02:00"],
  ])("%s has %i hours", (day, hours, third, fourth) => {
    const span = daySpan(day, vienna, whole);
    expect((span.endMs - span.startMs) / HOUR).toBe(hours);
    expect(span.hours).toHaveLength(hours);
    expect([span.hours[2]?.label, span.hours[3]?.label]).toEqual([third, fourth]);
    expect(span.hours.at(-1)).toEqual({ atMinute: (hours - 1) * 60, label: "23:00" });
  });

  test("what is drawn after the change begins at its clock time", () => {
    const span = daySpan("2026-03-29", vienna, { fromHour: 8, toHour: 20 });
    expect(new Date(span.startMs).toISOString()).toBe("2026-03-29T06:00:00.000Z");
    expect(span.hours.map(({ label }) => label).slice(0, 2)).toEqual(["08:00", "09:00"]);
    expect(span.hours).toHaveLength(12);
  });
});

describe("the hours drawn", () => {
  const day = wholeDay("2026-12-01", vienna);
  const from = (hour: number, to: number) => ({
    startMs: day.startMs + hour * HOUR,
    endMs: day.startMs + to * HOUR,
  });
  test.each([
    ["nothing", [], 8, 19],
    ["within", [from(10, 12)], 8, 19],
    ["earlier and later", [from(6.5, 7), from(20, 21.5)], 5, 23],
    ["past midnight", [from(22, 26)], 8, 24],
    ["from the day before", [from(-3, 2)], 0, 19],
    ["the whole day does not count", [from(0, 24)], 8, 19],
    ["another day does not count", [from(26, 30)], 8, 19],
  ])("%s", (_name, spans, fromHour, toHour) => {
    expect(drawnHours(spans, [day], vienna)).toEqual({ fromHour, toHour });
  });
});

test.each([
  ["2026-11-30", "2026-11-30"],
  ["2026-12-06", "2026-11-30"],
  ["2027-01-01", "2026-12-28"],
])("the Monday of %s is %s", (day, monday) => {
  expect(mondayOf(day)).toBe(monday);
});
