import { ListFilter } from "lucide-react";
import { useTranslations } from "next-intl";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { SyncRunPage } from "#lib/sync-report/sync-view.ts";
import { isNarrowed, type SyncFilter, syncFilterHref } from "./sync-filter.ts";
import { SyncRunFilters } from "./sync-run-filters.tsx";
import { SyncRunsTable } from "./sync-runs-table.tsx";

/** The sync log with its filters and pages. */
export function SyncLog({
  found: { runs, page, more },
  filter,
  calendars,
  nowMs,
  timeZone,
}: {
  found: SyncRunPage;
  filter: SyncFilter;
  calendars: { id: string; label: string }[];
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("console.sync");
  const narrowed = isNarrowed(filter);
  const href = (to: number) => `${syncFilterHref({ ...filter, page: to })}#log`;
  return (
    <>
      <SyncRunFilters filter={filter} calendars={calendars} />
      <div className="rounded-md border bg-raised">
        {runs.length > 0 ? (
          <SyncRunsTable runs={runs} nowMs={nowMs} timeZone={timeZone} />
        ) : (
          <EmptyState
            icon={ListFilter}
            title={narrowed || page > 1 ? t("logEmpty") : t("logNever")}
            action={
              narrowed || page > 1 ? (
                <LinkButton href={`${syncFilterHref({ span: filter.span })}#log`}>{t("logReset")}</LinkButton>
              ) : undefined
            }
          >
            {narrowed && t("logEmptyText")}
          </EmptyState>
        )}
      </div>
      {(page > 1 || more) && (
        <nav aria-label={t("logPages")} className="mt-4 flex items-center justify-between gap-3">
          {page > 1 ? <LinkButton href={href(page - 1)}>{t("logNewer")}</LinkButton> : <span />}
          <p className="text-sm text-ink-soft tabular-nums">{t("logPage", { page })}</p>
          {more ? <LinkButton href={href(page + 1)}>{t("logOlder")}</LinkButton> : <span />}
        </nav>
      )}
    </>
  );
}
