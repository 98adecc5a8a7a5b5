"use client";

import { Eye, PencilLine, PlugZap, Share2, Trash2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { Spinner } from "#components/ui/spinner.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { CalendarView } from "#lib/calendars/calendar-view.ts";
import { CalendarDialog } from "./calendar-dialog.tsx";
import { CalendarServedBy } from "./calendar-served-by.tsx";
import { CalendarTestResult } from "./calendar-test-result.tsx";
import { CauseAlert } from "./cause-alert.tsx";
import { DeleteCalendarDialog } from "./delete-calendar-dialog.tsx";
import { PrivateEventsNotice } from "./private-events-notice.tsx";
import { SyncLogTable } from "./sync-log-table.tsx";
import { useCalendarTest } from "./use-calendar-test.ts";

/** One calendar of an artist: what it is for, how it stands, what can be done with it. */
export function CalendarEntry({
  artist,
  calendar,
  hasOtherWritten,
  configured,
  nowMs,
}: {
  artist: { id: string; name: string; timeZone: string };
  calendar: CalendarView;
  hasOtherWritten: boolean;
  configured: boolean;
  nowMs: number;
}) {
  const t = useTranslations("console.calendars");
  const locale = useLocale();
  const { testing, result, test } = useCalendarTest();
  const name = calendar.displayName || calendar.calendarId;
  const failing = calendar.failingSince !== null;
  const reading = configured && !failing && calendar.syncedAt === null;
  const time = (atMs: number) => (
    <RelativeTime atMs={atMs} nowMs={nowMs} timeZone={artist.timeZone} locale={locale} />
  );
  return (
    <article aria-label={t("entry", { calendar: name, name: artist.name })} className="space-y-4 px-5 py-5">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <h3 className="font-medium break-words">{name}</h3>
            <StatusBadge tone={failing ? "bad" : calendar.syncedAt === null ? "info" : "good"}>
              {failing ? t("stateFailing") : calendar.syncedAt === null ? t("stateFirst") : t("stateGood")}
            </StatusBadge>
            {calendar.purpose === "write" && !calendar.writable && (
              <StatusBadge tone="warn" icon={Eye}>
                {t("readOnly")}
              </StatusBadge>
            )}
            {calendar.shared && (
              <Badge>
                <Share2 aria-hidden className="size-3.5" />
                {t("shared")}
              </Badge>
            )}
          </div>
          <p className="mt-1 truncate font-mono text-xs text-ink-soft" title={calendar.calendarUrl}>
            {calendar.calendarUrl}
          </p>
          <p className="mt-1.5 text-sm text-ink-soft">
            {calendar.purpose === "write" ? t("purposeWrite") : t("purposeBlock")}
            {" · "}
            {calendar.blockBy === "busy" ? t("busyBlocks") : t("everythingBlocks")}
          </p>
          <p className="mt-0.5 text-sm text-ink-soft">
            {calendar.syncedAt === null ? (
              reading ? (
                <Spinner label={t("neverRead", { count: calendar.objects })} />
              ) : (
                t("neverRead", { count: calendar.objects })
              )
            ) : (
              <>
                {t("asOf")} {time(calendar.syncedAt)}
                {" · "}
                {t("objects", { count: calendar.objects })}
              </>
            )}
            {calendar.unreadable > 0 && (
              <span className="text-warn"> · {t("unreadable", { count: calendar.unreadable })}</span>
            )}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button
            size="sm"
            busy={testing}
            disabled={!configured}
            aria-label={t("testNamed", { calendar: name })}
            onClick={() => void test({ id: calendar.id })}
          >
            {!testing && <PlugZap aria-hidden />}
            {t("test")}
          </Button>
          <CalendarDialog artist={artist} calendar={calendar} hasWritten={hasOtherWritten}>
            <Button size="sm" variant="ghost" aria-label={t("editNamed", { calendar: name })}>
              <PencilLine aria-hidden />
              {t("edit")}
            </Button>
          </CalendarDialog>
          <DeleteCalendarDialog artist={artist} calendar={calendar}>
            <Button size="sm" variant="ghost" aria-label={t("deleteNamed", { calendar: name })}>
              <Trash2 aria-hidden />
              {t("delete")}
            </Button>
          </DeleteCalendarDialog>
        </div>
      </div>
      <CalendarTestResult result={result} />
      {calendar.failingSince !== null && !result && (
        <CauseAlert causeKey={calendar.lastErrorKey} detail={calendar.lastErrorDetail}>
          <p className="mb-1">
            {t("failingSince")} {time(calendar.failingSince)}. {t("failingMeans", { name: artist.name })}
          </p>
        </CauseAlert>
      )}
      <PrivateEventsNotice artist={artist} calendar={calendar} nowMs={nowMs} />
      <CalendarServedBy artist={artist} calendar={calendar} nowMs={nowMs} />
      {calendar.log.length > 0 && (
        <details>
          <summary className="w-fit rounded-sm text-sm font-medium">
            {t("recentRuns", { count: calendar.log.length })}
          </summary>
          <div className="mt-2">
            <SyncLogTable log={calendar.log} name={name} nowMs={nowMs} timeZone={artist.timeZone} />
          </div>
        </details>
      )}
    </article>
  );
}
