import type { RunCount } from "#db/queries/sync-stats.ts";

/** What a stretch of runs comes to. Durations are of the reads that succeeded, milliseconds. */
export interface RunStats {
  runs: number;
  ok: number;
  /** Events created, updated and deleted. */
  events: number;
  medianMs: number | null;
  p95Ms: number | null;
}

/** Adds up counted runs, of whichever calendars and stretches. */
export function runStats(counts: readonly RunCount[]): RunStats {
  const total = (of: (count: RunCount) => number) => counts.reduce((sum, count) => sum + of(count), 0);
  const timed = counts
    .flatMap(({ durationMs, runs }) => (durationMs === null ? [] : [{ durationMs, runs }]))
    .sort((a, b) => a.durationMs - b.durationMs);
  return {
    runs: total(({ runs }) => runs),
    ok: total(({ ok, runs }) => (ok ? runs : 0)),
    events: total(({ events }) => events),
    medianMs: quantile(timed, 0.5),
    p95Ms: quantile(timed, 0.95),
  };
}

/** Nearest rank. */
function quantile(sorted: readonly { durationMs: number; runs: number }[], share: number): number | null {
  const wanted = share * sorted.reduce((sum, { runs }) => sum + runs, 0);
  let passed = 0;
  for (const { durationMs, runs } of sorted) {
    passed += runs;
    if (passed >= wanted) return durationMs;
  }
  return null;
}

/** Column by column, as a chart draws it: one figure for each of the stretches. */
export interface RunChart {
  ok: number[];
  failed: number[];
  medianMs: (number | null)[];
}

/** @param spans how many stretches there are */
export function runChart(counts: readonly RunCount[], spans: number): RunChart {
  const columns = Array.from({ length: spans }, (): RunCount[] => []);
  for (const count of counts) columns[count.span]?.push(count);
  const stats = columns.map(runStats);
  return {
    ok: stats.map(({ ok }) => ok),
    failed: stats.map(({ runs, ok }) => runs - ok),
    medianMs: stats.map(({ medianMs }) => medianMs),
  };
}
