"use client";

import { useTranslations } from "next-intl";
import { zonedClock } from "#components/booking/clock-words.ts";
import { useFigures } from "#components/sync/use-figures.ts";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "#components/ui/table.tsx";
import type { IntegrationShown } from "./integration-shown.ts";

/** What the chart of answer times shows, in figures, one fold away; nothing where a sentence says all of it. */
export function LatencyTable({
  integration: { name, latency },
  timeZone,
}: {
  integration: IntegrationShown;
  timeZone: string;
}) {
  const t = useTranslations("integrations.latency");
  const { duration, number } = useFigures();
  const points = latency.points.filter(({ calls }) => calls > 0);
  if (points.length < 2) return null;
  const took = (ms: number | null) => (ms === null ? "–" : duration(ms));
  return (
    <details className="text-sm">
      <summary className="w-fit rounded-sm text-ink-soft underline underline-offset-4">
        {t("asTable")}
      </summary>
      <div className="mt-2 max-h-64 overflow-y-auto">
        <Table label={t("tableNamed", { name })}>
          <TableHead>
            <TableRow>
              <TableHeader>{t("when")}</TableHeader>
              <TableHeader className="text-right first-letter:uppercase">{t("calls")}</TableHeader>
              <TableHeader className="text-right first-letter:uppercase">{t("failures")}</TableHeader>
              <TableHeader className="text-right first-letter:uppercase">{t("median")}</TableHeader>
              <TableHeader className="text-right first-letter:uppercase">{t("slowest")}</TableHeader>
            </TableRow>
          </TableHead>
          <TableBody>
            {points.map(({ at, calls, failures, medianMs, maxMs }) => (
              <TableRow key={at}>
                <TableCell>{zonedClock(Date.parse(at), timeZone).time}</TableCell>
                <TableCell className="text-right">{number(calls)}</TableCell>
                <TableCell className="text-right">{number(failures)}</TableCell>
                <TableCell className="text-right whitespace-nowrap">{took(medianMs)}</TableCell>
                <TableCell className="text-right whitespace-nowrap">{took(maxMs)}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </details>
  );
}
