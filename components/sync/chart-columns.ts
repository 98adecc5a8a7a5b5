/** Geometry of a chart of columns, in the units of its own view box. */
export const COLUMN = 10;
const GAP = 2;

export interface ColumnBox {
  x: number;
  width: number;
  /** Of the part that failed, from the top. */
  failed: number;
  /** Of the part that succeeded, down to the base line. */
  ok: number;
}

/** Shares of each column that succeeded and failed; nothing where nothing ran. A failure is always a pixel to see. */
export function shareColumns(
  chart: { ok: number[]; failed: number[] },
  height: number,
): (ColumnBox | null)[] {
  return chart.ok.map((ok, index) => {
    const failed = chart.failed[index] ?? 0;
    if (ok + failed === 0) return null;
    const share = (failed / (ok + failed)) * height;
    const shown = failed === 0 ? 0 : Math.max(2, share);
    return { x: index * COLUMN + GAP / 2, width: COLUMN - GAP, failed: shown, ok: height - shown };
  });
}

/** A round end of an axis that holds `longest`, at least the goal and a quarter; milliseconds. */
export function axisEnd(longest: number, goal: number): number {
  const wanted = Math.max(longest, goal * 1.25);
  const step = 10 ** Math.floor(Math.log10(wanted));
  return Math.ceil(wanted / (step / 2)) * (step / 2);
}
