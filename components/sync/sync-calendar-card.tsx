"use client";

import { RefreshCw } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { CauseAlert } from "#components/console/cause-alert.tsx";
import { PrivateEventsNotice } from "#components/console/private-events-notice.tsx";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { SyncCalendarView } from "#lib/sync-report/sync-view.ts";
import { Freshness } from "./freshness.tsx";
import { HeldQuestion } from "./held-question.tsx";
import { SyncFigure } from "./sync-figure.tsx";
import { type SyncFilter, syncFilterHref } from "./sync-filter.ts";
import { useCalendarSync } from "./use-calendar-sync.ts";
import { useFigures } from "./use-figures.ts";

/** One calendar: how fresh it is, how its sync goes, and what somebody has to decide about it. */
export function SyncCalendarCard({
  calendar,
  configured,
  filter,
  nowMs,
}: {
  calendar: SyncCalendarView;
  configured: boolean;
  filter: SyncFilter;
  nowMs: number;
}) {
  const t = useTranslations("console.sync");
  const locale = useLocale();
  const { duration } = useFigures();
  const { busy, sync } = useCalendarSync(calendar);
  const { name, artistName, timeZone, failingSince, unreadable } = calendar;
  const { tone, state } = stateOf(calendar);
  const { medianMs } = calendar.day;
  return (
    <article aria-label={t("of", { calendar: name, name: artistName })} className="space-y-4 px-5 py-5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <StatusBadge tone={tone}>{t(state)}</StatusBadge>
            <h3 className="font-medium break-words">{artistName}</h3>
            <p className="min-w-0 text-ink-soft break-words">{name}</p>
          </div>
          <p className="mt-1.5 text-sm text-ink-soft">
            <Freshness syncedAt={calendar.syncedAt} nowMs={nowMs} timeZone={timeZone} />
            {" · "}
            {t("objects", { count: calendar.objects })}
            {medianMs !== null && ` · ${t("cardDuration")} ${duration(medianMs)}`}
          </p>
          {unreadable > 0 && (
            <p className="text-sm text-warn">
              {t("unreadable", { count: unreadable })}. {t("unreadableCure")}
            </p>
          )}
        </div>
        <div className="flex flex-wrap gap-2">
          <Button
            size="sm"
            busy={busy}
            disabled={!configured}
            aria-label={t("syncNamed", { calendar: name, name: artistName })}
            onClick={() => void sync()}
          >
            {!busy && <RefreshCw aria-hidden />}
            {t("sync")}
          </Button>
          <LinkButton
            size="sm"
            variant="ghost"
            href={`${syncFilterHref({ calendar: calendar.id, span: filter.span })}#log`}
            aria-label={t("showRunsNamed", { calendar: `${artistName}, ${name}` })}
          >
            {t("showRuns")}
          </LinkButton>
        </div>
      </div>
      <div className="grid grid-cols-2 gap-x-8 gap-y-4 sm:max-w-xl">
        <SyncFigure
          label={t("cardDay")}
          span={t("day")}
          name={name}
          stats={calendar.day}
          chart={calendar.hours}
        />
        <SyncFigure
          label={t("cardMonth")}
          span={t("month")}
          name={name}
          stats={calendar.month}
          chart={calendar.days}
        />
      </div>
      {calendar.held > 0 && <HeldQuestion calendar={calendar} nowMs={nowMs} />}
      {failingSince !== null && (
        <CauseAlert causeKey={calendar.lastErrorKey} detail={calendar.lastErrorDetail}>
          <p className="mb-1">
            {t("failing")}{" "}
            <RelativeTime atMs={failingSince} nowMs={nowMs} timeZone={timeZone} locale={locale} />.{" "}
            {t("failingMeans", { name: artistName })}
          </p>
        </CauseAlert>
      )}
      <PrivateEventsNotice artist={{ name: artistName, timeZone }} calendar={calendar} nowMs={nowMs} />
    </article>
  );
}

function stateOf({ failingSince, held, running, syncedAt }: SyncCalendarView): {
  tone: Tone;
  state: "stateFailing" | "stateHeld" | "stateRunning" | "stateFirst" | "stateGood";
} {
  if (running) return { tone: "info", state: syncedAt === null ? "stateFirst" : "stateRunning" };
  if (failingSince !== null) return { tone: "bad", state: "stateFailing" };
  if (held > 0) return { tone: "warn", state: "stateHeld" };
  if (syncedAt === null) return { tone: "info", state: "stateFirst" };
  return { tone: "good", state: "stateGood" };
}
