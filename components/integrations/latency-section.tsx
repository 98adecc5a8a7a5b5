"use client";

import { useTranslations } from "next-intl";
import { zonedClock } from "#components/booking/clock-words.ts";
import { axisEnd } from "#components/sync/chart-columns.ts";
import { ChartFrame } from "#components/sync/chart-frame.tsx";
import { useFigures } from "#components/sync/use-figures.ts";
import type { LatencyPoint } from "#lib/hub/integration-view.ts";
import type { IntegrationShown } from "./integration-shown.ts";
import { LatencyChart } from "./latency-chart.tsx";
import { type LatencyMark, latencyFigures, latencyMarks, medianLines } from "./latency-marks.ts";

/** No axis is shorter, so that a few milliseconds more do not look like a mountain. */
const SHORTEST_AXIS_MS = 80;

/** How long a system took to answer over a day: a sentence, and a chart once there is something to compare. */
export function LatencySection({
  integration: { name, latency },
  timeZone,
  className,
}: {
  integration: IntegrationShown;
  timeZone: string;
  className?: string;
}) {
  const t = useTranslations("integrations.latency");
  const { duration } = useFigures();
  const { calls, failures, longestMs } = latencyFigures(latency.points);
  const endMs = axisEnd(longestMs ?? 0, SHORTEST_AXIS_MS);
  const marks = latencyMarks(latency, endMs);
  const [only] = marks;
  const clock = (at: string) => zonedClock(Date.parse(at), timeZone).time;
  const summary = only && marks.length === 1 ? stepWords(only.point) : dayWords();
  return (
    <div className={className}>
      <h4 className="text-sm font-medium">{t("title")}</h4>
      <p className="text-sm text-ink-soft">{summary}</p>
      {marks.length > 1 && (
        <>
          <ChartFrame top={duration(endMs)} bottom="0" from={t("dayAgo")} to={t("now")}>
            <LatencyChart
              marks={marks}
              title={t("chart", { name })}
              text={summary}
              markTitles={marks.map(({ point }) => pointWords(point))}
            />
          </ChartFrame>
          <Keys marks={marks} />
        </>
      )}
    </div>
  );

  function dayWords() {
    if (calls === 0) return t("none");
    if (longestMs === null) return t("summaryFailed", { calls });
    return t("summary", { calls, failures, longest: duration(longestMs) });
  }

  /** All there was: in words, because one place on a line of a day says less than they do. */
  function stepWords({ at, medianMs, maxMs, calls, failures }: LatencyPoint) {
    const when = clock(at);
    if (medianMs === null || maxMs === null) return t("stepOnlyFailed", { when, calls });
    const longest = duration(maxMs);
    if (calls === 1) return t("stepOfOne", { when, longest });
    return t("step", { when, calls, failures, median: duration(medianMs), longest });
  }

  function pointWords(point: LatencyPoint) {
    const { medianMs, maxMs } = point;
    const when = clock(point.at);
    if (medianMs === null || maxMs === null) return t("pointOnlyFailed", { when, failures: point.failures });
    return t(point.failures > 0 ? "pointFailed" : "point", {
      when,
      calls: point.calls,
      failures: point.failures,
      median: duration(medianMs),
      longest: duration(maxMs),
    });
  }
}

/** What the marks stand for; only of those that are there. */
function Keys({ marks }: { marks: LatencyMark[] }) {
  const t = useTranslations("integrations.latency");
  const isAnswered = marks.some(({ median }) => median !== null);
  return (
    <p aria-hidden className="mt-1.5 flex flex-wrap gap-x-4 text-xs text-ink-faint">
      {isAnswered && (
        <>
          <Key
            mark={
              medianLines(marks).length > 0 ? (
                <path d="M0 6H16" className="stroke-ink" strokeWidth={2} />
              ) : (
                <circle cx={8} cy={6} r={2.5} className="fill-ink" />
              )
            }
          >
            {t("median")}
          </Key>
          <Key mark={<path d="M8 12V1M5 1H11" className="stroke-line-strong" strokeWidth={1.25} />}>
            {t("slowest")}
          </Key>
        </>
      )}
      {marks.some(({ point }) => point.failures > 0) && (
        <Key mark={<path d="M4 2 12 10M4 10 12 2" className="stroke-bad" strokeWidth={2} />}>
          {t("failed")}
        </Key>
      )}
    </p>
  );
}

function Key({ mark, children }: { mark: React.ReactNode; children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <svg width={16} height={12} aria-hidden fill="none">
        {mark}
      </svg>
      {children}
    </span>
  );
}
