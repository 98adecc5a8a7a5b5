"use client";

import { LayoutDashboard } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { cn } from "#lib/core/cn.ts";
import type { PlacedWidget } from "#lib/dashboard/widgets.ts";
import { useArranging } from "./dashboard-arranging.tsx";
import type { DashboardFacts } from "./dashboard-facts.ts";
import { DashboardWidget } from "./dashboard-widget.tsx";
import type { Offer } from "./placement.ts";
import { useArrangement } from "./use-arrangement.ts";

/** The reader's own widgets, in their order; while they are arranged, only what they are called. */
export function DashboardBoard({
  widgets,
  offers,
  facts,
  sync,
}: {
  widgets: PlacedWidget[];
  /** Everything the reader may have, shown or not. */
  offers: Offer[];
  facts: DashboardFacts;
  /** Rendered by the server; null for whom it is not. */
  sync: ReactNode;
}) {
  const t = useTranslations("widgets.board");
  const { Board, start, isLoading, stop } = useArranging();
  const arrangement = useArrangement(widgets, Board !== null);
  if (Board) return <Board arrangement={arrangement} offers={offers} systems={facts.systems} onDone={stop} />;
  if (arrangement.board.length === 0)
    return (
      <div className="rounded-md border bg-raised">
        <EmptyState
          icon={LayoutDashboard}
          title={t("emptyTitle")}
          action={
            <Button busy={isLoading} onClick={start}>
              {t("emptyAction")}
            </Button>
          }
        >
          {t("empty")}
        </EmptyState>
      </div>
    );
  return (
    <section aria-label={t("label")} className="grid gap-5 md:grid-cols-2">
      {arrangement.board.map(({ id, wide }) => (
        <div key={id} data-widget={id} className={cn("min-w-0 *:h-full", wide && "md:col-span-2")}>
          <DashboardWidget id={id} wide={wide} facts={facts} sync={sync} />
        </div>
      ))}
    </section>
  );
}
