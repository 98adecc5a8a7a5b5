import { expect, test } from "vitest";
import { spanWords } from "./time-off-words.ts";

const now = Date.parse("2026-11-20T12:00:00Z");
const words = (start: string, end: string, locale = "en") =>
  spanWords({ startMs: Date.parse(start), endMs: Date.parse(end) }, "Europe/Vienna", locale, now);

test.each([
  ["one day", "2026-12-23T23:00:00Z", "2026-12-24T23:00:00Z", "Thursday 24 December"],
  [
    "several days, the last one included",
    "2026-12-23T23:00:00Z",
    "2026-12-26T23:00:00Z",
    "Thursday 24 December – Saturday 26 December",
  ],
  [
    "into the next year",
    "2026-12-30T23:00:00Z",
    "2027-01-01T23:00:00Z",
    "Thursday 31 December – Friday 1 January 2027",
  ],
  ["hours of a day", "2026-12-01T08:30:00Z", "2026-12-01T10:00:00Z", "Tuesday 1 December, 09:30–11:00"],
  [
    "hours over a night",
    "2026-12-01T19:00:00Z",
    "2026-12-02T07:00:00Z",
    "Tuesday 1 December, 20:00 – Wednesday 2 December, 08:00",
  ],
])("time off of %s in words", (_, start, end, expected) => {
  expect(words(start, end)).toBe(expected);
});
