import { expect, test } from "vitest";
import { DAY, HOUR, MINUTE } from "#lib/core/clock.ts";
import { latencyOf, latencyWindow } from "./latency-of.ts";

const now = Date.parse("2026-12-01T06:10:00Z");
const at = (time: string) => Date.parse(`2026-12-01T${time}Z`);

test("the window is a day that ends with the half hour we are in", () => {
  expect(latencyWindow(now)).toEqual({ fromMs: at("06:30:00") - DAY, toMs: at("06:30:00") });
  expect(latencyWindow(at("06:30:00"))).toEqual({ fromMs: at("07:00:00") - DAY, toMs: at("07:00:00") });
});

const slot = (slotAt: number, durations: number[], failures = 0) => ({
  at: slotAt,
  calls: durations.length + failures,
  failures,
  maxMs: durations.length > 0 ? Math.max(...durations) : null,
  durations,
});

test("median and longest of what went well, and how many failed, by the half hour", () => {
  const slots = [
    slot(at("06:30:00") - DAY - 30 * MINUTE, [1]),
    slot(at("01:00:00"), [], 1),
    slot(at("05:30:00"), [40, 10, 300], 1),
    slot(at("06:00:00"), [7, 8]),
    slot(at("06:30:00") + HOUR, [1]),
  ];
  expect(latencyOf(slots, now)).toEqual({
    from: "2026-11-30T06:30:00.000Z",
    to: "2026-12-01T06:30:00.000Z",
    points: [
      { at: "2026-12-01T01:00:00.000Z", medianMs: null, maxMs: null, calls: 1, failures: 1 },
      { at: "2026-12-01T05:30:00.000Z", medianMs: 40, maxMs: 300, calls: 4, failures: 1 },
      { at: "2026-12-01T06:00:00.000Z", medianMs: 8, maxMs: 8, calls: 2, failures: 0 },
    ],
  });
  expect(latencyOf([], now).points).toEqual([]);
});
