"use client";

import { useLocale, useTranslations } from "next-intl";
import { useRef } from "react";
import { dayWords, zonedClock } from "#components/booking/clock-words.ts";
import type { AppointmentView } from "#lib/appointments/appointment-view.ts";
import { AppointmentRow } from "./appointment-row.tsx";
import { groupByDay } from "./group-by-day.ts";
import { useListKeys } from "./use-list-keys.ts";
import { nearDay } from "./when-words.ts";

/** Appointments with movement by keyboard; under a heading a day, or as one run of rows that name theirs. */
export function AppointmentList({
  appointments,
  nowMs,
  timeZone,
  byDay = false,
  label,
  consents = {},
}: {
  appointments: AppointmentView[];
  nowMs: number;
  /** Where "today" is: the studio's IANA zone. */
  timeZone: string;
  byDay?: boolean;
  label: string;
  /** Of those that ask for a form to be signed, by id. */
  consents?: Record<string, "signed" | "missing">;
}) {
  const t = useTranslations("console.row");
  const locale = useLocale();
  const root = useRef<HTMLDivElement>(null);
  useListKeys(root, appointments.map(({ id }) => id).join(" "));
  const today = zonedClock(nowMs, timeZone).day;
  const rows = (group: AppointmentView[]) =>
    group.map((appointment) => (
      <AppointmentRow
        key={appointment.id}
        appointment={appointment}
        nowMs={nowMs}
        showDay={!byDay}
        consent={consents[appointment.id]}
      />
    ));

  if (!byDay) {
    return (
      <div ref={root}>
        <ul aria-label={label} className="divide-y rounded-md border bg-raised">
          {rows(appointments)}
        </ul>
      </div>
    );
  }
  return (
    <div ref={root} className="space-y-7">
      {groupByDay(appointments).map(({ day, rows: group }) => {
        const near = nearDay(day, today);
        return (
          <section key={day} aria-labelledby={`day-${day}`}>
            <h2 id={`day-${day}`} className="mb-2 flex items-baseline gap-2 text-sm font-semibold">
              {near && <span>{t(near)}</span>}
              <span className={near ? "font-normal text-ink-soft" : undefined}>
                {dayWords(day, locale, today)}
              </span>
            </h2>
            <ul aria-labelledby={`day-${day}`} className="divide-y rounded-md border bg-raised">
              {rows(group)}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
