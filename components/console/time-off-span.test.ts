import { expect, test } from "vitest";
import { type TimeOffDraft, timeOffSpan } from "./time-off-span.ts";

const days = (firstDay: string, lastDay: string): TimeOffDraft => ({
  wholeDays: true,
  firstDay,
  lastDay,
  startTime: "",
  endTime: "",
});

test("whole days run from midnight to midnight in the artist's zone, the last one included", () => {
  expect(timeOffSpan(days("2026-12-24", "2026-12-26"), "Europe/Vienna")).toEqual({
    startMs: Date.parse("2026-12-23T23:00:00Z"),
    endMs: Date.parse("2026-12-26T23:00:00Z"),
  });
});

test("the day the clocks change has 23 hours", () => {
  const span = timeOffSpan(days("2026-03-29", "2026-03-29"), "Europe/Vienna");
  expect(typeof span === "object" && span.endMs - span.startMs).toBe(23 * 3_600_000);
});

test("hours run from a clock time to another", () => {
  const draft = {
    wholeDays: false,
    firstDay: "2026-12-01",
    lastDay: "2026-12-01",
    startTime: "09:30",
    endTime: "11:00",
  };
  expect(timeOffSpan(draft, "Europe/Vienna")).toEqual({
    startMs: Date.parse("2026-12-01T08:30:00Z"),
    endMs: Date.parse("2026-12-01T10:00:00Z"),
  });
  expect(timeOffSpan({ ...draft, endTime: "09:30" }, "Europe/Vienna")).toBe("backwards");
  expect(timeOffSpan({ ...draft, endTime: "" }, "Europe/Vienna")).toBe("incomplete");
});

test.each([
  [days("2026-12-26", "2026-12-24"), "backwards"],
  [days("", "2026-12-24"), "incomplete"],
  [days("0202-12-24", "2026-12-24"), "incomplete"],
  [days("2026-01-01", "2027-06-01"), "too_long"],
])("what is no span is said: %o", (draft, problem) => {
  expect(timeOffSpan(draft, "Europe/Vienna")).toBe(problem);
});
