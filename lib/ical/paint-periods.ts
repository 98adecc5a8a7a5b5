import type { Interval } from "./types.ts";

/** FBTYPE (RFC 5545 §3.2.9), and what BUSYTYPE can say of the time outside an AVAILABLE (RFC 7953 §3.2). */
export type FreeBusyType = "FREE" | "BUSY" | "BUSY-UNAVAILABLE" | "BUSY-TENTATIVE";

export interface Period extends Interval {
  type: FreeBusyType;
}

/**
 * Lays intervals of one type over periods: where they overlap, the new type counts. `painted` is sorted by start
 * and free of overlaps, and so is the answer; neighbours of one type become one. `over` may be in any order.
 */
export function paintPeriods(
  painted: readonly Period[],
  over: readonly Interval[],
  type: FreeBusyType,
): Period[] {
  const strokes = joined(over.map(({ startMs, endMs }) => ({ startMs, endMs, type })));
  const [earliest, latest] = [strokes[0], strokes.at(-1)];
  if (!earliest || !latest) return [...painted];
  // Only what is touched is worked on: many layers of many periods would otherwise cost their product.
  const head = firstAt(painted, (period) => period.endMs >= earliest.startMs);
  const tail = firstAt(painted, (period) => period.startMs > latest.endMs);
  const parts = [...strokes];
  let first = 0;
  for (const period of painted.slice(head, tail)) {
    let from = period.startMs;
    let stroke = strokes[first];
    while (stroke && stroke.endMs <= from) stroke = strokes[++first];
    for (let at = first; stroke && stroke.startMs < period.endMs; stroke = strokes[++at]) {
      if (stroke.startMs > from) parts.push({ startMs: from, endMs: stroke.startMs, type: period.type });
      from = Math.max(from, stroke.endMs);
    }
    if (from < period.endMs) parts.push({ startMs: from, endMs: period.endMs, type: period.type });
  }
  return painted.slice(0, head).concat(joined(parts), painted.slice(tail));
}

/** The first index for which the condition holds; it holds for all after one for which it holds. */
function firstAt(periods: readonly Period[], holds: (period: Period) => boolean): number {
  let [low, high] = [0, periods.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const period = periods[middle];
    if (period && holds(period)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Sorted by start, without what has no length, touching periods of one type made one. */
function joined(periods: Period[]): Period[] {
  const result: Period[] = [];
  for (const period of periods.sort((a, b) => a.startMs - b.startMs)) {
    if (period.startMs >= period.endMs) continue;
    const last = result.at(-1);
    if (last && last.type === period.type && period.startMs <= last.endMs)
      last.endMs = Math.max(last.endMs, period.endMs);
    else result.push({ ...period });
  }
  return result;
}
