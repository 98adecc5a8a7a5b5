"use client";

import { Coffee } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { appointmentFilterHref } from "#components/console/appointment-filter.ts";
import { AppointmentList } from "#components/console/appointment-list.tsx";
import { whenWords } from "#components/console/when-words.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { Link } from "#components/ui/link.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { AppointmentView } from "#lib/appointments/appointment-view.ts";
import type { DashboardFacts } from "./dashboard-facts.ts";
import { WidgetFrame } from "./widget-frame.tsx";

const WEEK_WIDE = 8;
const WEEK_NARROW = 5;

/** Today, and the next days of the week: with what can be done where there is room, else as a short list. */
export function AppointmentsWidget({
  appointments: { today, week },
  nowMs,
  timeZone,
  wide,
}: Pick<DashboardFacts, "appointments" | "nowMs" | "timeZone"> & { wide: boolean }) {
  const t = useTranslations("widgets");
  const words = useTranslations("console.dashboard");
  const next = week.slice(0, wide ? WEEK_WIDE : WEEK_NARROW);
  const List = wide ? WideList : ShortList;
  return (
    <WidgetFrame
      title={t("names.appointments")}
      action={
        <LinkButton href={appointmentFilterHref({})} size="sm" variant="ghost" className="-mr-1.5">
          {words("all")}
        </LinkButton>
      }
    >
      {today.length === 0 && week.length === 0 ? (
        <EmptyState
          icon={Coffee}
          title={t("appointments.emptyTitle")}
          action={
            <LinkButton href="/" size="sm">
              {t("appointments.emptyAction")}
            </LinkButton>
          }
          className="m-auto py-9"
        >
          {t("appointments.empty")}
        </EmptyState>
      ) : (
        <>
          <Heading count={today.length}>{words("today")}</Heading>
          {today.length > 0 ? (
            <List rows={today} nowMs={nowMs} timeZone={timeZone} label={words("today")} />
          ) : (
            <p className="px-4 py-3 text-ink-soft sm:px-5">{words("todayEmpty")}</p>
          )}
          {week.length > 0 && (
            <>
              <Heading count={week.length}>{words("week")}</Heading>
              <List rows={next} nowMs={nowMs} timeZone={timeZone} label={words("week")} />
            </>
          )}
          {week.length > next.length && (
            <Link
              href={appointmentFilterHref({})}
              className="border-t px-4 py-2.5 text-sm font-medium text-ink-soft -outline-offset-2 hover:bg-sunk sm:px-5"
            >
              {t("appointments.moreThisWeek", { count: week.length - next.length })}
            </Link>
          )}
        </>
      )}
    </WidgetFrame>
  );
}

function Heading({ count, children }: { count: number; children: string }) {
  return (
    <h3 className="border-b bg-sunk px-4 py-1.5 text-sm font-semibold not-first-of-type:border-t sm:px-5">
      {children}
      {count > 0 && <span className="ml-2 font-normal text-ink-soft tabular-nums">{count}</span>}
    </h3>
  );
}

interface ListProps {
  rows: AppointmentView[];
  nowMs: number;
  timeZone: string;
  label: string;
}

/** The console's own list, without a frame of its own. */
function WideList({ rows, ...rest }: ListProps) {
  return (
    <div className="[&_li]:rounded-none! [&_ul]:rounded-none [&_ul]:border-0">
      <AppointmentList appointments={rows} {...rest} />
    </div>
  );
}

function ShortList({ rows, nowMs, label }: ListProps) {
  const t = useTranslations("console.row");
  const locale = useLocale();
  return (
    <ul aria-label={label} className="divide-y">
      {rows.map((row) => {
        const when = whenWords(row, row.artist.timeZone, nowMs, locale);
        return (
          <li key={row.id}>
            <Link
              href={`/admin/appointments/${row.id}`}
              className="grid grid-cols-[7rem_minmax(0,1fr)] gap-x-3 px-4 py-2.5 leading-snug -outline-offset-2 transition-[background-color] hover:bg-sunk sm:px-5"
            >
              <time dateTime={new Date(row.startMs).toISOString()} title={when.exact}>
                <span className="font-medium whitespace-nowrap">{when.time}</span>
                {when.near !== "today" && (
                  <span className="block text-xs text-ink-soft">
                    {when.near ? t(when.near) : when.shortDate}
                  </span>
                )}
              </time>
              <span className="min-w-0">
                <span className="block truncate font-medium">{row.clientName}</span>
                <span className="block truncate text-sm text-ink-soft">
                  {t("what", { service: row.service.name, artist: row.artist.name })}
                </span>
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
