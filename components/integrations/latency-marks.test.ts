import { describe, expect, test } from "vitest";
import { latencyFigures, latencyMarks, medianLines } from "./latency-marks.ts";

const HALF_HOUR = 30 * 60_000;
const from = Date.parse("2026-11-20T12:00:00.000Z");
const iso = (ms: number) => new Date(ms).toISOString();
const span = { from: iso(from), to: iso(from + 86_400_000) };

function point(step: number, medianMs: number | null, maxMs = medianMs, failures = 0) {
  const calls = (medianMs === null ? 0 : 2) + failures;
  return { at: iso(from + step * HALF_HOUR), medianMs, maxMs, calls, failures };
}

describe("the marks of the chart", () => {
  test("stand in the middle of their half hour, as high as their share of the axis", () => {
    const marks = latencyMarks({ ...span, points: [point(0, 50, 100), point(24, 25, 400)] }, 200);
    expect(marks.map(({ x, median, max }) => [x, median, max])).toEqual([
      [(0.5 / 48) * 100, 0.25, 0.5],
      [(24.5 / 48) * 100, 0.125, 1],
    ]);
  });

  test("keep inside at both ends, and where every call failed nothing is high", () => {
    const marks = latencyMarks({ ...span, points: [point(-1, 5), point(48, null, null, 3)] }, 100);
    expect(marks.map(({ x, median, max }) => [x, median, max])).toEqual([
      [0, 0.05, 0.05],
      [100, null, null],
    ]);
  });

  test("leave out steps without a call and times that are none", () => {
    const points = [
      { ...point(1, null), calls: 0 },
      { ...point(2, 5), at: "yesterday" },
    ];
    expect(latencyMarks({ ...span, points }, 100)).toEqual([]);
    expect(latencyMarks({ from: "", to: "", points: [point(1, 5)] }, 100)).toEqual([]);
  });

  test("are joined only where one half hour follows the other", () => {
    const points = [
      point(1, 10),
      point(2, 20),
      point(3, null, null, 1),
      point(4, 30),
      point(7, 40),
      point(8, 5),
    ];
    const lines = medianLines(latencyMarks({ ...span, points }, 100));
    expect(lines.map(({ from: one, to: other }) => [one.point.medianMs, other.point.medianMs])).toEqual([
      [10, 20],
      [40, 5],
    ]);
  });
});

test("figures count all calls, and the slowest of those that went well", () => {
  expect(latencyFigures([point(0, 10, 90), point(1, null, null, 2), point(2, 5, 6, 1)])).toEqual({
    calls: 7,
    failures: 3,
    longestMs: 90,
  });
  expect(latencyFigures([point(0, null, null, 1)]).longestMs).toBeNull();
  expect(latencyFigures([])).toEqual({ calls: 0, failures: 0, longestMs: null });
});
