"use client";

import { FileWarning } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Link } from "#components/ui/link.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { AppointmentView } from "#lib/appointments/appointment-view.ts";
import { AppointmentActions } from "./appointment-actions.tsx";
import { AppointmentMarks } from "./appointment-marks.tsx";
import { AppointmentStatus } from "./appointment-status.tsx";
import { AskedAt } from "./asked-at.tsx";
import { useAppointmentChange } from "./use-appointment-change.ts";
import { whenWords } from "./when-words.ts";

/** One appointment in a list: state at the left, what can be done at the right. */
export function AppointmentRow({
  appointment,
  nowMs,
  showDay,
  consent,
}: {
  appointment: AppointmentView;
  nowMs: number;
  /** Where no heading above says the day. */
  showDay: boolean;
  /** Whether what has to be signed for it was; undefined where nothing has to be. */
  consent?: "signed" | "missing" | undefined;
}) {
  const marks = useTranslations("console.marks");
  const t = useTranslations("console.row");
  const locale = useLocale();
  const live = useAppointmentChange(appointment);
  const { current } = live;
  const { artist, service } = current;
  const when = whenWords(current, artist.timeZone, nowMs, locale);
  return (
    <li className="grid scroll-my-24 grid-cols-[auto_minmax(0,1fr)] items-center gap-x-4 gap-y-2 px-4 py-3.5 transition-colors first:rounded-t-md last:rounded-b-md focus-within:bg-sunk hover:bg-sunk sm:px-5 lg:grid-cols-[7.5rem_9rem_minmax(0,1fr)_auto]">
      <div className="flex">
        <AppointmentStatus status={current.status} />
      </div>
      <time dateTime={new Date(current.startMs).toISOString()} title={when.exact} className="leading-snug">
        {showDay && (
          <span className="text-sm whitespace-nowrap text-ink-soft max-lg:mr-2 lg:block">
            {when.near ? t(when.near) : when.shortDate}
          </span>
        )}
        <span className="font-medium whitespace-nowrap">{when.time}</span>
      </time>
      <div className="min-w-0 leading-snug max-lg:col-span-2">
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link
            href={`/admin/appointments/${current.id}`}
            data-row-link
            className="font-display text-base font-semibold break-words underline-offset-4 hover:underline"
          >
            {current.clientName}
          </Link>
          <AppointmentMarks appointment={current} />
          {consent === "missing" && current.status === "CONFIRMED" && (
            <StatusBadge tone="warn" icon={FileWarning}>
              {marks("consentMissing")}
            </StatusBadge>
          )}
        </div>
        <p className="text-sm text-ink-soft">
          {t("what", { service: service.name, artist: artist.name })}
          {current.status === "PENDING" && (
            <>
              {" · "}
              <AskedAt atMs={current.createdAt} nowMs={nowMs} timeZone={artist.timeZone} />
            </>
          )}
        </p>
      </div>
      <AppointmentActions live={live} nowMs={nowMs} className="max-lg:col-span-2 lg:justify-end" />
    </li>
  );
}
