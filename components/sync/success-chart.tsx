import { useId } from "react";
import { cn } from "#lib/core/cn.ts";
import type { RunChart } from "#lib/sync-report/run-stats.ts";
import { COLUMN, shareColumns } from "./chart-columns.ts";

/** Which share of the runs succeeded, a column an hour or a day: what failed hangs from above, hatched. */
export function SuccessChart({
  chart,
  height,
  title,
  text,
  columnTitles,
  className,
}: {
  chart: RunChart;
  height: number;
  title: string;
  text?: string;
  /** What each column says when it is pointed at. */
  columnTitles?: string[];
  className?: string;
}) {
  const id = useId();
  const width = chart.ok.length * COLUMN;
  return (
    <svg
      role="img"
      aria-labelledby={`${id}-title${text ? ` ${id}-text` : ""}`}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className={cn("block w-full", className)}
    >
      <title id={`${id}-title`}>{title}</title>
      {text && <desc id={`${id}-text`}>{text}</desc>}
      <defs>
        <pattern id={`${id}-failed`} width="3" height="3" patternUnits="userSpaceOnUse">
          <rect width="3" height="3" className="fill-bad" />
          <path d="M0 3 3 0" className="stroke-raised" strokeWidth="0.7" />
        </pattern>
      </defs>
      {shareColumns(chart, height).map((box, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
        <g key={index}>
          {columnTitles && <title>{columnTitles[index]}</title>}
          {/* The whole column answers to the pointer. */}
          <rect x={index * COLUMN} width={COLUMN} height={height} className="fill-transparent" />
          {box === null ? (
            <rect x={index * COLUMN + 1} y={height - 1} width={COLUMN - 2} height={1} className="fill-line" />
          ) : (
            <>
              <rect
                x={box.x}
                y={height - box.ok}
                width={box.width}
                height={box.ok}
                className="fill-line-strong"
              />
              {box.failed > 0 && (
                <rect x={box.x} width={box.width} height={box.failed} fill={`url(#${id}-failed)`} />
              )}
            </>
          )}
        </g>
      ))}
    </svg>
  );
}
