import type { Samples } from "./alternate.ts";

/** One line of the report. */
export interface Figure {
  name: string;
  goal: string;
  /** Null where the goal is no number. */
  met: boolean | null;
  ours: string;
  rival: string;
  ratio: string;
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** `12.3 (11.8–14.0)`: the median, and the least and the greatest. */
export function spread(values: number[], unit = ""): string {
  const suffix = unit === "" ? "" : ` ${unit}`;
  return `${short(median(values))}${suffix} (${short(Math.min(...values))}–${short(Math.max(...values))})`;
}

/** The rounds' own ratios, `of(ours, rival)` each: what slows the machine for a round slows both. */
export function ratios(samples: Samples, of: (ours: number, rival: number) => number): number[] {
  return samples.ours.map((ours, round) => of(ours, samples.rival[round] ?? Number.NaN));
}

/** Figures as a Markdown table, as `docs/performance.md` quotes it. */
export function table(figures: Figure[]): string {
  const rows = figures.map(({ name, ours, rival, ratio, goal, met }) => {
    const verdict = met === null ? "" : met ? " ✓" : " ✗ missed";
    return `| ${name} | ${ours} | ${rival} | ${ratio} | ${goal}${verdict} |`;
  });
  return ["| what | Parlour | beside it | ratio | goal |", "|---|---|---|---|---|", ...rows].join("\n");
}

function short(value: number): string {
  if (!Number.isFinite(value)) return "–";
  if (Math.abs(value) >= 100) return String(Math.round(value));
  return String(Number(value.toPrecision(3)));
}
