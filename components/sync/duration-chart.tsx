import { useId } from "react";
import { cn } from "#lib/core/cn.ts";
import { COLUMN } from "./chart-columns.ts";

/** Half of the readings of a stretch were at most so long; the goal is a dashed line, what is above it stands out. */
export function DurationChart({
  medianMs,
  goalMs,
  endMs,
  height,
  title,
  text,
  columnTitles,
  className,
}: {
  medianMs: (number | null)[];
  goalMs: number;
  /** Where the axis ends. */
  endMs: number;
  height: number;
  title: string;
  text: string;
  columnTitles: string[];
  className?: string;
}) {
  const id = useId();
  const width = medianMs.length * COLUMN;
  const high = (ms: number) => Math.max(1, (ms / endMs) * height);
  const goalY = height - high(goalMs);
  return (
    <svg
      role="img"
      aria-labelledby={`${id}-title ${id}-text`}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className={cn("block w-full", className)}
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-text`}>{text}</desc>
      {medianMs.map((ms, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
        <g key={index}>
          <title>{columnTitles[index]}</title>
          <rect x={index * COLUMN} width={COLUMN} height={height} className="fill-transparent" />
          {ms === null ? (
            <rect x={index * COLUMN + 1} y={height - 1} width={COLUMN - 2} height={1} className="fill-line" />
          ) : (
            <rect
              x={index * COLUMN + 1}
              y={height - high(ms)}
              width={COLUMN - 2}
              height={high(ms)}
              className={ms > goalMs ? "fill-warn" : "fill-line-strong"}
            />
          )}
        </g>
      ))}
      <line
        x2={width}
        y1={goalY}
        y2={goalY}
        className="stroke-ink"
        strokeWidth={1}
        strokeDasharray="4 3"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  );
}
