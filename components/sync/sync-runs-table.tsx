"use client";

import { CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { shortDayWords, zonedClock } from "#components/booking/clock-words.ts";
import { useCause } from "#components/console/use-cause.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { SyncRunView } from "#lib/sync-report/sync-view.ts";
import { useFigures } from "./use-figures.ts";

/** Runs of many calendars, the newest first. */
export function SyncRunsTable({
  runs,
  nowMs,
  timeZone,
}: {
  runs: SyncRunView[];
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("console.sync");
  const columns = useTranslations("console.syncLog");
  const locale = useLocale();
  const { duration } = useFigures();
  const today = zonedClock(nowMs, timeZone).day;
  const clock = (atMs: number) => {
    const { day, time } = zonedClock(atMs, timeZone);
    return day === today ? time : `${shortDayWords(day, locale)}, ${time}`;
  };
  return (
    <Table label={t("log")}>
      <TableHead>
        <TableRow>
          <TableHeader>{columns("result")}</TableHeader>
          <TableHeader>{columns("when")}</TableHeader>
          <TableHeader>{t("logColumnCalendar")}</TableHeader>
          <TableHeader>{columns("cause")}</TableHeader>
          <TableHeader className="text-right">{columns("new")}</TableHeader>
          <TableHeader className="text-right">{columns("changed")}</TableHeader>
          <TableHeader className="text-right">{columns("removed")}</TableHeader>
          <TableHeader className="text-right">{columns("duration")}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {runs.map((run) => (
          <TableRow key={run.id}>
            <TableCell className="max-w-64 min-w-40">
              <RunResult run={run} />
            </TableCell>
            <TableCell className="whitespace-nowrap">
              <RelativeTime atMs={run.startedAt} nowMs={nowMs} timeZone={timeZone} locale={locale} />
              <span className="block text-xs text-ink-soft">{clock(run.startedAt)}</span>
            </TableCell>
            <TableCell className="min-w-32">
              {run.artistName}
              <span className="block text-xs text-ink-soft">{run.calendarName}</span>
            </TableCell>
            <TableCell className="whitespace-nowrap">
              {columns(`causes.${run.cause}`)}
              <span className="block text-xs text-ink-soft">{columns(run.direction)}</span>
            </TableCell>
            <TableCell className="text-right">{run.created}</TableCell>
            <TableCell className="text-right">{run.updated}</TableCell>
            <TableCell className="text-right">{run.deleted}</TableCell>
            <TableCell className="text-right whitespace-nowrap">{duration(run.durationMs)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function RunResult({ run }: { run: SyncRunView }) {
  const t = useTranslations("console.sync");
  const columns = useTranslations("console.syncLog");
  const cause = useCause();
  const Icon = run.ok ? (run.held > 0 ? TriangleAlert : CircleCheck) : CircleAlert;
  const tone = run.ok ? (run.held > 0 ? "text-warn" : "text-good") : "text-bad";
  return (
    <>
      <span className={`flex items-start gap-2 ${tone}`}>
        <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
        <span title={run.errorDetail ?? undefined}>
          {run.ok
            ? run.held > 0
              ? t("logHeld", { count: run.held })
              : columns("ok")
            : (cause(run.errorKey)?.title ?? run.errorDetail ?? columns("failed"))}
        </span>
      </span>
      {run.unreadable > 0 && (
        <span className="block text-xs text-warn">{columns("unreadable", { count: run.unreadable })}</span>
      )}
    </>
  );
}
