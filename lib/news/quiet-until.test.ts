import { describe, expect, test } from "vitest";
import { clockOf, minutesOf, quietUntil } from "./quiet-until.ts";

const VIENNA = "Europe/Vienna";
const at = (iso: string) => Date.parse(iso);
const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

describe("quiet hours over midnight, in Vienna", () => {
  const quiet = { from: minutesOf("22:00"), to: minutesOf("07:00"), timeZone: VIENNA };
  test.each([
    ["just before they begin", "2026-12-01T20:59:59.999Z", null],
    ["as they begin", "2026-12-01T21:00:00Z", "2026-12-02T06:00:00.000Z"],
    ["after midnight", "2026-12-02T03:00:00Z", "2026-12-02T06:00:00.000Z"],
    ["just before they end", "2026-12-02T05:59:59.999Z", "2026-12-02T06:00:00.000Z"],
    ["as they end", "2026-12-02T06:00:00Z", null],
    ["at noon", "2026-12-02T11:00:00Z", null],
    ["the night the clock goes forward", "2026-03-28T22:00:00Z", "2026-03-29T05:00:00.000Z"],
    ["the night the clock goes back", "2026-10-24T21:00:00Z", "2026-10-25T06:00:00.000Z"],
    ["the evening after", "2026-10-25T21:00:00Z", "2026-10-26T06:00:00.000Z"],
  ])("%s", (_name, now, ends) => {
    expect(iso(quietUntil(quiet, at(now)))).toBe(ends);
  });
});

test.each([
  ["at noon of the same day", "12:00", "14:00", "2026-12-01T12:00:00Z", "2026-12-01T13:00:00.000Z"],
  ["before them", "12:00", "14:00", "2026-12-01T10:59:00Z", null],
  ["after them", "12:00", "14:00", "2026-12-01T13:00:00Z", null],
  ["until midnight", "20:00", "00:00", "2026-12-01T22:30:00Z", "2026-12-01T23:00:00.000Z"],
  // 02:30 is skipped on 29 March: they end when the clock has moved on, 03:30.
  ["to a time the clock skips", "23:00", "02:30", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00.000Z"],
  // 02:30 comes twice on 25 October: the first is the end.
  ["to a time that comes twice", "23:00", "02:30", "2026-10-25T00:15:00Z", "2026-10-25T00:30:00.000Z"],
  ["the second time is outside", "23:00", "02:30", "2026-10-25T01:15:00Z", null],
])("quiet hours: %s", (_name, from, to, now, ends) => {
  const quiet = { from: minutesOf(from), to: minutesOf(to), timeZone: VIENNA };
  expect(iso(quietUntil(quiet, at(now)))).toBe(ends);
});

test("without quiet hours nothing waits", () => {
  expect(quietUntil(null, at("2026-12-01T23:00:00Z"))).toBeNull();
});

test("they are somebody's own, by their own clock", () => {
  const quiet = { from: minutesOf("22:00"), to: minutesOf("07:00"), timeZone: "Pacific/Auckland" };
  expect(quietUntil(quiet, at("2026-12-01T22:00:00Z"))).toBeNull();
  expect(iso(quietUntil(quiet, at("2026-12-01T10:00:00Z")))).toBe("2026-12-01T18:00:00.000Z");
});

test.each(["00:00", "07:05", "23:59"])("%s as minutes and back", (clock) => {
  expect(clockOf(minutesOf(clock))).toBe(clock);
});
