import { ListChecks } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import type { FollowUpRunView } from "#lib/follow-ups/follow-up-view.ts";
import { RunRow } from "./run-row.tsx";

/** What followed lately, newest first, and what became of it. */
export function RunLog({
  runs,
  names,
  nowMs,
  timeZone,
}: {
  runs: FollowUpRunView[];
  /** Of the connectors, as their vendors write them. */
  names: Record<string, string>;
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("follow-ups.log");
  return (
    <section aria-labelledby="runs" className="mt-10">
      <h2 id="runs" className="font-display text-xl font-semibold">
        {t("title")}
      </h2>
      <p className="mb-3 text-sm text-ink-soft">{t("text")}</p>
      {runs.length === 0 ? (
        <div className="rounded-md border bg-raised">
          <EmptyState icon={ListChecks} title={t("none")}>
            {t("noneText")}
          </EmptyState>
        </div>
      ) : (
        <ul aria-labelledby="runs" className="divide-y rounded-md border bg-raised">
          {runs.map((run) => (
            <RunRow
              key={run.id}
              run={run}
              name={names[run.connector] ?? run.connector}
              nowMs={nowMs}
              timeZone={timeZone}
            />
          ))}
        </ul>
      )}
    </section>
  );
}
