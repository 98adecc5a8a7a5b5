import type { LatencyPoint } from "#lib/hub/integration-view.ts";

/** A step of the chart: `x` is its middle in percent of the width, heights are shares of the axis from 0 to 1. */
export interface LatencyMark {
  point: LatencyPoint;
  x: number;
  /** Null where no call of the step went well. */
  median: number | null;
  max: number | null;
}

/** Half an hour, which is what a point stands for (lib/hub/integration-view.ts). */
const STEP_MS = 30 * 60_000;

/** Where the steps with calls stand between `from` and `to`; points that lie outside are left out. */
export function latencyMarks(
  latency: { from: string; to: string; points: readonly LatencyPoint[] },
  endMs: number,
): LatencyMark[] {
  const fromMs = Date.parse(latency.from);
  const spanMs = Date.parse(latency.to) - fromMs;
  if (!(spanMs > 0) || !(endMs > 0)) return [];
  const high = (ms: number | null) => (ms === null ? null : Math.min(1, ms / endMs));
  return latency.points
    .filter(({ calls }) => calls > 0)
    .map((point) => ({
      point,
      // The first and the last step stand out at both ends; their middles stay inside.
      x: Math.min(100, Math.max(0, ((Date.parse(point.at) + STEP_MS / 2 - fromMs) / spanMs) * 100)),
      median: high(point.medianMs),
      max: high(point.maxMs),
    }))
    .filter(({ x }) => Number.isFinite(x));
}

/** Lines between steps that follow each other and both have a median: nothing is drawn over hours without calls. */
export function medianLines(marks: readonly LatencyMark[]): { from: LatencyMark; to: LatencyMark }[] {
  return marks.flatMap((to, index) => {
    const from = marks[index - 1];
    if (!from || from.median === null || to.median === null) return [];
    const apart = Date.parse(to.point.at) - Date.parse(from.point.at);
    return apart <= STEP_MS * 1.5 ? [{ from, to }] : [];
  });
}

/** All of it in three figures; `longestMs` is null when every call failed. */
export function latencyFigures(points: readonly LatencyPoint[]): {
  calls: number;
  failures: number;
  longestMs: number | null;
} {
  const longest = points.flatMap(({ maxMs }) => (maxMs === null ? [] : [maxMs]));
  return {
    calls: points.reduce((sum, { calls }) => sum + calls, 0),
    failures: points.reduce((sum, { failures }) => sum + failures, 0),
    longestMs: longest.length === 0 ? null : Math.max(...longest),
  };
}
