"use client";

import { useLocale, useTranslations } from "next-intl";
import { AppointmentActions } from "#components/console/appointment-actions.tsx";
import { AskedAt } from "#components/console/asked-at.tsx";
import { useAppointmentChange } from "#components/console/use-appointment-change.ts";
import { whenWords } from "#components/console/when-words.ts";
import { Link } from "#components/ui/link.tsx";
import type { AppointmentView } from "#lib/appointments/appointment-view.ts";
import { dayOf } from "#lib/core/time-zone.ts";
import { type ScheduleAddress, scheduleHref } from "./schedule-address.ts";

/** Requests that wait for an answer, beside the days they are about. */
export function WaitingRequests({
  requests,
  address,
  nowMs,
}: {
  requests: readonly AppointmentView[];
  address: ScheduleAddress;
  nowMs: number;
}) {
  const t = useTranslations("schedule.requests");
  if (requests.length === 0) return <p className="text-sm text-ink-soft">{t("none")}</p>;
  return (
    <ul className="divide-y rounded-md border bg-raised">
      {requests.map((request) => (
        <WaitingRequest key={request.id} request={request} address={address} nowMs={nowMs} />
      ))}
    </ul>
  );
}

function WaitingRequest({
  request,
  address,
  nowMs,
}: {
  request: AppointmentView;
  address: ScheduleAddress;
  nowMs: number;
}) {
  const t = useTranslations("schedule.requests");
  const locale = useLocale();
  const live = useAppointmentChange(request);
  const { current } = live;
  const zone = current.artist.timeZone;
  const when = whenWords(current, zone, nowMs, locale);
  return (
    <li className="space-y-1.5 px-4 py-3">
      <p className="leading-snug">
        <Link
          href={`/admin/appointments/${encodeURIComponent(current.id)}`}
          data-row-link
          className="font-display font-semibold break-words underline-offset-4 hover:underline"
        >
          {current.clientName}
        </Link>
        <span className="block text-sm tabular-nums">{`${when.shortDate}, ${when.time}`}</span>
        <span className="block text-sm text-ink-soft">
          {t("what", { service: current.service.name, artist: current.artist.name })} ·{" "}
          <AskedAt atMs={current.createdAt} nowMs={nowMs} timeZone={zone} />
        </span>
      </p>
      <div className="flex flex-wrap items-center gap-2">
        <AppointmentActions live={live} nowMs={nowMs} />
        <Link
          href={scheduleHref({
            view: address.view,
            day: dayOf(current.startMs, zone),
            artist: current.artist.slug,
          })}
          className="inline-flex min-h-9 items-center rounded-sm px-2 text-sm font-medium underline underline-offset-4 hover:no-underline"
        >
          {t("show")}
        </Link>
      </div>
    </li>
  );
}
