"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { shortDayWords, zonedClock } from "#components/booking/clock-words.ts";
import { Card, CardHeader, CardTitle } from "#components/ui/card.tsx";
import { Link } from "#components/ui/link.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import { toneText } from "#components/ui/tone.ts";
import type { SyncReport } from "#lib/sync-report/sync-view.ts";
import { axisEnd } from "./chart-columns.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { DurationChart } from "./duration-chart.tsx";
import { SuccessChart } from "./success-chart.tsx";
import { type SyncFilter, syncFilterHref } from "./sync-filter.ts";
import { DURATION_GOAL_MS, durationTone, successTone } from "./sync-goals.ts";
import { useFigures } from "./use-figures.ts";

const HEIGHT = 64;

/** All calendars together, over a day or a month: what succeeded, how long it took, as figures, charts and a table. */
export function SyncOverview({ report, filter }: { report: SyncReport; filter: SyncFilter }) {
  const t = useTranslations("console.sync");
  const locale = useLocale();
  const { share, duration, number } = useFigures();
  const { all, timeZone } = report;
  const isDay = filter.span === "day";
  const stats = isDay ? all.day : all.month;
  const chart = isDay ? all.hours : all.days;
  const starts = isDay ? report.hourStarts : report.dayStarts;
  const whens = starts.map((startMs) => {
    const { day, time } = zonedClock(startMs, timeZone);
    return isDay ? time : shortDayWords(day, locale);
  });
  const failed = stats.runs - stats.ok;
  const axis = { from: t(isDay ? "hoursAgo" : "daysAgo"), to: t("now") };
  const longestMs = Math.max(0, ...chart.medianMs.map((ms) => ms ?? 0));
  const endMs = axisEnd(longestMs, DURATION_GOAL_MS);
  return (
    <Card aria-labelledby="sync-overview">
      <CardHeader>
        <CardTitle id="sync-overview">{t("overview")}</CardTitle>
        <nav aria-label={t("span")}>
          <ul className="flex gap-1">
            {(["day", "month"] as const).map((span) => (
              <li key={span}>
                <Link
                  href={syncFilterHref({ ...filter, span })}
                  scroll={false}
                  aria-current={filter.span === span ? "page" : undefined}
                  className="flex h-9 items-center rounded-md px-3 text-sm font-medium text-ink-soft transition-colors -outline-offset-2 hover:bg-sunk hover:text-ink aria-[current=page]:bg-ink aria-[current=page]:text-ground"
                >
                  {t(span)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </CardHeader>
      <div className="grid gap-x-10 gap-y-8 px-5 py-5 md:grid-cols-2">
        <div>
          <Figure
            label={t("success")}
            value={stats.runs === 0 ? t("none") : share(stats.ok, stats.runs)}
            tone={toneText[successTone(stats)]}
          >
            {t("successGoal")}
          </Figure>
          <ChartFrame {...axis} top={share(1, 1)} bottom={share(0, 1)}>
            <SuccessChart
              chart={chart}
              height={HEIGHT}
              title={t("chartSuccess")}
              text={t("chartSuccessText", { runs: stats.runs, failed })}
              columnTitles={whens.map((when, index) => {
                const [ok, bad] = [chart.ok[index] ?? 0, chart.failed[index] ?? 0];
                return ok + bad === 0 ? t("columnEmpty", { when }) : t("column", { when, ok, failed: bad });
              })}
              className="h-16"
            />
          </ChartFrame>
        </div>
        <div>
          <Figure
            label={t("duration")}
            value={stats.medianMs === null ? t("none") : duration(stats.medianMs)}
            tone={toneText[durationTone(stats)]}
          >
            {stats.p95Ms !== null && `${t("p95", { p95: duration(stats.p95Ms) })}; `}
            {t("durationGoal")}
          </Figure>
          <ChartFrame {...axis} top={duration(endMs)} bottom="0">
            <DurationChart
              medianMs={chart.medianMs}
              goalMs={DURATION_GOAL_MS}
              endMs={endMs}
              height={HEIGHT}
              title={t("chartDuration")}
              text={t("chartDurationText", {
                longest: duration(longestMs),
              })}
              columnTitles={whens.map((when, index) => {
                const ms = chart.medianMs[index] ?? null;
                return ms === null
                  ? t("columnEmpty", { when })
                  : t("columnDuration", { when, duration: duration(ms) });
              })}
              className="h-16"
            />
          </ChartFrame>
        </div>
      </div>
      <div className="flex flex-wrap items-baseline gap-x-8 gap-y-2 border-t px-5 py-3 text-sm">
        <p>
          <span className="text-ink-soft">{t("runs")}</span>{" "}
          <span className="font-medium tabular-nums">{number(stats.runs)}</span>
        </p>
        <p>
          <span className="text-ink-soft">{t("events")}</span>{" "}
          <span className="font-medium tabular-nums">{number(stats.events)}</span>
        </p>
        <details className="min-w-0 basis-full">
          <summary className="w-fit rounded-sm font-medium">{t("asTable")}</summary>
          <div className="mt-2 max-h-80 overflow-y-auto">
            <Table label={t("chartSuccess")}>
              <TableHead>
                <TableRow>
                  <TableHeader>{t("columnWhen")}</TableHeader>
                  <TableHeader className="text-right">{t("columnOk")}</TableHeader>
                  <TableHeader className="text-right">{t("columnFailed")}</TableHeader>
                  <TableHeader className="text-right">{t("columnMedian")}</TableHeader>
                </TableRow>
              </TableHead>
              <TableBody>
                {whens.map((when, index) => {
                  const ms = chart.medianMs[index] ?? null;
                  return (
                    <TableRow key={starts[index]}>
                      <TableCell className="whitespace-nowrap">{when}</TableCell>
                      <TableCell className="text-right">{chart.ok[index]}</TableCell>
                      <TableCell className="text-right">{chart.failed[index]}</TableCell>
                      <TableCell className="text-right whitespace-nowrap">
                        {ms === null ? "–" : duration(ms)}
                      </TableCell>
                    </TableRow>
                  );
                })}
              </TableBody>
            </Table>
          </div>
        </details>
      </div>
    </Card>
  );
}

function Figure({
  label,
  value,
  tone,
  children,
}: {
  label: string;
  value: string;
  tone: string;
  children: ReactNode;
}) {
  return (
    <p>
      <span className="block text-sm text-ink-soft">{label}</span>
      <span className={`block font-display text-3xl font-semibold tabular-nums ${tone}`}>{value}</span>
      <span className="block text-sm text-ink-soft">{children}</span>
    </p>
  );
}
