import { expect, test } from "vitest";
import { DAY, HOUR } from "#lib/core/clock.ts";
import { lastDays, lastHours } from "./report-spans.ts";

const now = Date.parse("2026-11-20T14:43:05Z");

test("24 hours by the clock, the present one the last", () => {
  const hours = lastHours(now);
  expect(hours).toHaveLength(24);
  expect(hours.at(-1)).toEqual({
    fromMs: Date.parse("2026-11-20T14:00:00Z"),
    toMs: Date.parse("2026-11-20T15:00:00Z"),
  });
  expect(hours[0]?.fromMs).toBe(Date.parse("2026-11-19T15:00:00Z"));
  for (const [index, hour] of hours.entries())
    expect(hour.fromMs).toBe(hours[index - 1]?.toMs ?? hour.fromMs);
});

test("30 days of the studio's zone without a gap, also over the end of summer time", () => {
  const days = lastDays(now, "Europe/Vienna");
  expect(days).toHaveLength(30);
  expect(days.at(-1)).toEqual({
    fromMs: Date.parse("2026-11-19T23:00:00Z"),
    toMs: Date.parse("2026-11-20T23:00:00Z"),
  });
  for (const [index, day] of days.entries()) expect(day.fromMs).toBe(days[index - 1]?.toMs ?? day.fromMs);
  const lengths = days.map(({ fromMs, toMs }) => toMs - fromMs);
  expect(lengths.filter((length) => length !== DAY)).toEqual([25 * HOUR]);
});
