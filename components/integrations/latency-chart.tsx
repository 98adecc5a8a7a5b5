import { useId } from "react";
import { type LatencyMark, medianLines } from "./latency-marks.ts";

const HEIGHT = 88;
/** At the top, for the marks of what failed. */
const HEAD = 14;
const FOOT = HEIGHT - 1;

/**
 * Half of the calls of a half hour were answered at the line, the slowest at the whisker's end; a cross above stands for
 * calls that failed. Places are percentages, so that no mark is stretched with the page.
 */
export function LatencyChart({
  marks,
  title,
  text,
  markTitles,
}: {
  marks: LatencyMark[];
  title: string;
  text: string;
  /** What each mark says when it is pointed at. */
  markTitles: string[];
}) {
  const id = useId();
  const y = (share: number) => FOOT - share * (FOOT - HEAD);
  return (
    <svg
      role="img"
      aria-labelledby={`${id}-title ${id}-text`}
      width="100%"
      height={HEIGHT}
      className="block overflow-visible"
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-text`}>{text}</desc>
      {[0, 0.5, 1].map((share) => (
        <line
          key={share}
          x2="100%"
          y1={y(share)}
          y2={y(share)}
          className="stroke-line"
          strokeDasharray={share === 0 ? undefined : "2 4"}
        />
      ))}
      {marks.map(({ point, x, median, max }) =>
        median === null || max === null ? null : (
          <g key={point.at} className="stroke-line-strong">
            <line x1={`${x}%`} x2={`${x}%`} y1={y(median)} y2={y(max)} />
            <Cap x={x} y={y(max)} />
          </g>
        ),
      )}
      {medianLines(marks).map(({ from, to }) => (
        <line
          key={to.point.at}
          x1={`${from.x}%`}
          x2={`${to.x}%`}
          y1={y(from.median ?? 0)}
          y2={y(to.median ?? 0)}
          className="stroke-ink"
          strokeWidth={1.75}
          strokeLinecap="round"
        />
      ))}
      {marks.map(({ point, x, median }) =>
        median === null ? null : (
          <circle key={point.at} cx={`${x}%`} cy={y(median)} r={2} className="fill-ink" />
        ),
      )}
      {marks.map(({ point, x }) => (point.failures > 0 ? <Cross key={point.at} x={x} /> : null))}
      {marks.map(({ point, x }, index) => (
        <rect
          key={point.at}
          x={`${Math.max(0, x - 1.05)}%`}
          width="2.1%"
          height={HEIGHT}
          className="fill-transparent"
        >
          <title>{markTitles[index]}</title>
        </rect>
      ))}
    </svg>
  );
}

function Cap({ x, y }: { x: number; y: number }) {
  return (
    <svg aria-hidden="true" x={`${x}%`} y={y} overflow="visible">
      <line x1={-3} x2={3} />
    </svg>
  );
}

function Cross({ x }: { x: number }) {
  return (
    <svg aria-hidden="true" x={`${x}%`} y={6} overflow="visible" className="stroke-bad">
      <path d="M-3.5-3.5 3.5 3.5M-3.5 3.5 3.5-3.5" strokeWidth={1.75} strokeLinecap="round" />
    </svg>
  );
}
