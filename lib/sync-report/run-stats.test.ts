import { expect, test } from "vitest";
import type { RunCount } from "#db/queries/sync-stats.ts";
import { runChart, runStats } from "./run-stats.ts";

const count = (more: Partial<RunCount>): RunCount => ({
  span: 0,
  calendarId: "c",
  ok: true,
  durationMs: 100,
  runs: 1,
  events: 0,
  ...more,
});

test("nothing has no duration", () => {
  expect(runStats([])).toEqual({ runs: 0, ok: 0, events: 0, medianMs: null, p95Ms: null });
});

test("adds up runs, and ranks the durations of those that succeeded only", () => {
  const counts = [
    count({ durationMs: 300, runs: 5 }),
    count({ durationMs: 100, runs: 90, events: 7 }),
    count({ durationMs: 2000, runs: 5, events: 1 }),
    count({ ok: false, durationMs: null, runs: 4 }),
  ];
  expect(runStats(counts)).toEqual({ runs: 104, ok: 100, events: 8, medianMs: 100, p95Ms: 300 });
});

test("the median of two is the shorter", () => {
  expect(runStats([count({ durationMs: 10 }), count({ durationMs: 20 })])).toMatchObject({
    medianMs: 10,
    p95Ms: 20,
  });
});

test("a chart has a column for each stretch, also where nothing ran", () => {
  const counts = [
    count({ span: 2, runs: 3 }),
    count({ span: 2, ok: false, durationMs: null, runs: 2 }),
    count({ span: 9 }),
  ];
  expect(runChart(counts, 3)).toEqual({ ok: [0, 0, 3], failed: [0, 0, 2], medianMs: [null, null, 100] });
});
