"use client";

import { CircleAlert, CircleCheck } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { SyncLogView } from "#lib/calendars/calendar-view.ts";
import { useCause } from "./use-cause.ts";

/** What the last runs did, the newest first. */
export function SyncLogTable({
  log,
  name,
  nowMs,
  timeZone,
}: {
  log: SyncLogView[];
  name: string;
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("console.syncLog");
  const locale = useLocale();
  const cause = useCause();
  const seconds = new Intl.NumberFormat(locale, { maximumFractionDigits: 1, minimumFractionDigits: 1 });
  return (
    <Table label={t("label", { name })}>
      <TableHead>
        <TableRow>
          <TableHeader>{t("result")}</TableHeader>
          <TableHeader>{t("when")}</TableHeader>
          <TableHeader>{t("direction")}</TableHeader>
          <TableHeader>{t("cause")}</TableHeader>
          <TableHeader className="text-right">{t("new")}</TableHeader>
          <TableHeader className="text-right">{t("changed")}</TableHeader>
          <TableHeader className="text-right">{t("removed")}</TableHeader>
          <TableHeader className="text-right">{t("duration")}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {log.map((run) => (
          <TableRow key={run.id}>
            <TableCell className="max-w-64">
              <span className={`flex items-start gap-2 ${run.ok ? "text-good" : "text-bad"}`}>
                {run.ok ? (
                  <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0" />
                ) : (
                  <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
                )}
                <span title={run.errorDetail ?? undefined}>
                  {run.ok ? t("ok") : (cause(run.errorKey)?.title ?? run.errorDetail ?? t("failed"))}
                </span>
              </span>
              {run.unreadable > 0 && (
                <span className="block text-xs text-warn">{t("unreadable", { count: run.unreadable })}</span>
              )}
            </TableCell>
            <TableCell className="whitespace-nowrap">
              <RelativeTime atMs={run.startedAt} nowMs={nowMs} timeZone={timeZone} locale={locale} />
            </TableCell>
            <TableCell className="whitespace-nowrap">{t(run.direction)}</TableCell>
            <TableCell className="whitespace-nowrap">{t(`causes.${run.cause}`)}</TableCell>
            <TableCell className="text-right">{run.created}</TableCell>
            <TableCell className="text-right">{run.updated}</TableCell>
            <TableCell className="text-right">{run.deleted}</TableCell>
            <TableCell className="text-right whitespace-nowrap">{`${seconds.format(run.durationMs / 1000)} s`}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
