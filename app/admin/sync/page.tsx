import { RefreshCw } from "lucide-react";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LiveRefresh } from "#components/console/live-refresh.tsx";
import { NotAllowed } from "#components/console/not-allowed.tsx";
import { NotConfiguredAlert } from "#components/console/not-configured-alert.tsx";
import { PageHead } from "#components/console/page-head.tsx";
import { ErrorPatterns } from "#components/sync/error-patterns.tsx";
import { OutboxSection } from "#components/sync/outbox-section.tsx";
import { SyncAllButton } from "#components/sync/sync-all-button.tsx";
import { SyncCalendarCard } from "#components/sync/sync-calendar-card.tsx";
import { parseSyncFilter, syncFilterHref, syncRunQuery } from "#components/sync/sync-filter.ts";
import { SyncLog } from "#components/sync/sync-log.tsx";
import { SyncOverview } from "#components/sync/sync-overview.tsx";
import { SyncSection } from "#components/sync/sync-section.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { listWaiting } from "#lib/outbox/list-waiting.ts";
import { listSyncRuns } from "#lib/sync-report/list-sync-runs.ts";
import { showSync } from "#lib/sync-report/show-sync.ts";
import { signedIn } from "../../(staff)/signed-in.ts";

const DELIVERIES = 10;

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("console.nav");
  return { title: t("sync") };
}

export default async function SyncPage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const filter = parseSyncFilter(await searchParams);
  const ctx = await signedIn(syncFilterHref(filter));
  const t = await getTranslations("console");
  if (ctx.actor.kind === "staff") return <NotAllowed>{t("notAllowed.sync")}</NotAllowed>;
  const report = await showSync(ctx);
  const { asOf, timeZone, configured, calendars } = report;
  const found = await listSyncRuns(ctx, syncRunQuery(filter, asOf));
  const dead = await listWaiting(ctx, { state: "dead", limit: DELIVERIES });
  const waiting = await listWaiting(ctx, { state: "waiting", limit: DELIVERIES });
  return (
    <>
      {/* What happens is followed as it happens. */}
      <LiveRefresh everyMs={3_000} />
      <PageHead title={t("sync.title")} text={t("sync.text")}>
        {configured && calendars.length > 0 && <SyncAllButton calendarIds={calendars.map(({ id }) => id)} />}
      </PageHead>
      <div className="space-y-10">
        {!configured && <NotConfiguredAlert missing={report.missing} />}
        {calendars.length === 0 ? (
          <div className="rounded-md border bg-raised">
            <EmptyState
              icon={RefreshCw}
              title={t("sync.noCalendars")}
              action={<LinkButton href="/admin/calendars">{t("sync.connect")}</LinkButton>}
            >
              {t("sync.noCalendarsText")}
            </EmptyState>
          </div>
        ) : (
          <>
            <SyncOverview report={report} filter={filter} />
            <SyncSection id="calendars" title={t("sync.calendars")}>
              <div className="divide-y rounded-md border bg-raised">
                {calendars.map((calendar) => (
                  <SyncCalendarCard
                    key={calendar.id}
                    calendar={calendar}
                    configured={configured}
                    filter={filter}
                    nowMs={asOf}
                  />
                ))}
              </div>
            </SyncSection>
          </>
        )}
        <SyncSection id="outbox" title={t("sync.outbox")}>
          <OutboxSection dead={dead} waiting={waiting} nowMs={asOf} timeZone={timeZone} />
        </SyncSection>
        {calendars.length > 0 && (
          <>
            <SyncSection id="errors" title={t("sync.errors")}>
              <ErrorPatterns report={report} filter={filter} />
            </SyncSection>
            <SyncSection id="log" title={t("sync.log")}>
              <SyncLog
                found={found}
                filter={filter}
                calendars={calendars.map(({ id, name, artistName }) => ({
                  id,
                  label: `${artistName}, ${name}`,
                }))}
                nowMs={asOf}
                timeZone={timeZone}
              />
            </SyncSection>
          </>
        )}
      </div>
    </>
  );
}
