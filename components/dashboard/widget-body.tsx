"use client";

import type { LucideIcon } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { WidgetSystem } from "./dashboard-facts.ts";
import type { Rows } from "./read-rows.ts";
import type { LiveWidget } from "./use-widget.ts";
import { StaleLine, WidgetProblem } from "./widget-problem.tsx";

/** What a widget shows in each of its states: what is coming, why nothing is, nothing, or its rows. */
export function WidgetBody<Row>({
  live,
  system,
  isAdmin,
  skeletonRows = 4,
  empty,
  children,
}: {
  live: Omit<LiveWidget<Rows<Row>>, "mutate">;
  system: WidgetSystem;
  isAdmin: boolean;
  skeletonRows?: number;
  empty: { icon: LucideIcon; title: string; text: string };
  children: (rows: Row[]) => ReactNode;
}) {
  const { data, problem } = live;
  if (data === undefined)
    return problem === null ? (
      <WidgetSkeleton rows={skeletonRows} system={system} />
    ) : (
      <WidgetProblem
        problem={problem}
        system={system}
        isAdmin={isAdmin}
        busy={live.busy}
        onRetry={live.refresh}
      />
    );
  return (
    <>
      {problem && <StaleLine problem={problem} system={system} busy={live.busy} onRetry={live.refresh} />}
      {data.rows.length === 0 ? (
        <div className="m-auto px-5 py-8 text-center text-sm text-ink-soft">
          <empty.icon aria-hidden className="mx-auto mb-3 size-6 text-ink-faint" strokeWidth={1.5} />
          <p className="text-base font-medium text-ink">{empty.title}</p>
          <p className="mx-auto max-w-[45ch]">{empty.text}</p>
        </div>
      ) : (
        children(data.rows)
      )}
    </>
  );
}

/** The shape of the rows to come; without JavaScript none come, and the way to the system stands here instead. */
function WidgetSkeleton({ rows, system }: { rows: number; system: WidgetSystem }) {
  const t = useTranslations("widgets");
  return (
    <>
      <noscript>
        <p className="px-4 py-5 text-sm text-ink-soft">
          {t("needsScript")}{" "}
          {system.url && (
            <a href={system.url} rel="noopener" className="text-accent-text underline">
              {t("open", { system: system.name })}
            </a>
          )}
        </p>
      </noscript>
      <div className="divide-y noscript:hidden">
        <span className="sr-only">{t("loading")}</span>
        {Array.from({ length: rows }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike
          <div key={index} className="space-y-2.5 px-4 py-3.5">
            <div className="flex justify-between gap-8">
              <Skeleton className="h-4 w-40" />
              <Skeleton className="h-4 w-12" />
            </div>
            <Skeleton className="h-4 w-3/5" />
          </div>
        ))}
      </div>
    </>
  );
}
