/** Half-open stretch of time, epoch milliseconds. */
interface Span {
  startMs: number;
  endMs: number;
}

/** An item in a column: side by side with what it overlaps. */
export interface Placed<Item extends Span> {
  item: Item;
  /** What of it lies in the column. */
  startMs: number;
  endMs: number;
  /** Counted from 0; `lanes` stand side by side. */
  lane: number;
  lanes: number;
  continuesBefore: boolean;
  continuesAfter: boolean;
}

/** Nothing is drawn shorter than this, so nothing is laid out as if it were. */
export const SHORTEST_MS = 20 * 60_000;

/** Places items in a column between two instants; those that overlap, also through others, share its width. */
export function layoutItems<Item extends Span>(items: readonly Item[], column: Span): Placed<Item>[] {
  const placed: Placed<Item>[] = [];
  let group: Placed<Item>[] = [];
  let laneEnds: number[] = [];
  const close = () => {
    for (const one of group) one.lanes = laneEnds.length;
    placed.push(...group);
    group = [];
    laneEnds = [];
  };
  const within = items
    .filter((item) => item.endMs > column.startMs && item.startMs < column.endMs)
    .sort((a, b) => a.startMs - b.startMs || b.endMs - a.endMs);
  for (const item of within) {
    const startMs = Math.max(item.startMs, column.startMs);
    const endMs = Math.min(item.endMs, column.endMs);
    const drawnEnd = Math.max(endMs, startMs + SHORTEST_MS);
    if (laneEnds.every((end) => end <= startMs)) close();
    const free = laneEnds.findIndex((end) => end <= startMs);
    const lane = free < 0 ? laneEnds.length : free;
    laneEnds[lane] = drawnEnd;
    group.push({
      item,
      startMs,
      endMs,
      lane,
      lanes: 1,
      continuesBefore: item.startMs < column.startMs,
      continuesAfter: item.endMs > column.endMs,
    });
  }
  close();
  return placed;
}
