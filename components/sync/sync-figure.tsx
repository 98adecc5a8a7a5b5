"use client";

import { useTranslations } from "next-intl";
import { toneIcon, toneText } from "#components/ui/tone.ts";
import type { RunChart, RunStats } from "#lib/sync-report/run-stats.ts";
import { SuccessChart } from "./success-chart.tsx";
import { successTone } from "./sync-goals.ts";
import { useFigures } from "./use-figures.ts";

/** How many of a calendar's runs succeeded in a stretch of time, as a figure and as columns. */
export function SyncFigure({
  label,
  span,
  name,
  stats,
  chart,
}: {
  label: string;
  span: string;
  name: string;
  stats: RunStats;
  chart: RunChart;
}) {
  const t = useTranslations("console.sync");
  const { share, number } = useFigures();
  const { runs, ok } = stats;
  const tone = successTone(stats);
  const Icon = toneIcon[tone];
  return (
    <div className="min-w-0">
      <p className="flex flex-wrap items-center gap-x-2 text-sm tabular-nums">
        <span className="text-ink-soft">{label}</span>
        {runs === 0 ? (
          <span className="text-ink-soft">{t("cardNoRuns")}</span>
        ) : (
          <span className={`flex items-center gap-1 font-medium ${toneText[tone]}`}>
            {tone !== "good" && <Icon aria-hidden className="size-4" />}
            {t("cardFigures", { share: share(ok, runs), runs: number(runs) })}
          </span>
        )}
      </p>
      <SuccessChart
        chart={chart}
        height={28}
        title={t("cardChart", { calendar: name, span, runs, failed: runs - ok })}
        className="mt-1.5 h-7"
      />
    </div>
  );
}
