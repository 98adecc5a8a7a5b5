"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { dayWords, sameClock, timeRange, zonedClock } from "#components/booking/clock-words.ts";
import { zoneCity } from "#components/booking/zone-name.ts";
import { customerHref } from "#components/customers/customer-filter.ts";
import { WhyOffered } from "#components/schedule/why-offered.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Link } from "#components/ui/link.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { AppointmentDetails as Details } from "#lib/appointments/appointment-view.ts";
import { AlternativeTimes } from "./alternative-times.tsx";
import { AppointmentActions } from "./appointment-actions.tsx";
import { AppointmentFacts } from "./appointment-facts.tsx";
import { AppointmentHistory } from "./appointment-history.tsx";
import { AppointmentStatus } from "./appointment-status.tsx";
import { useAppointmentChange } from "./use-appointment-change.ts";
import { whenWords } from "./when-words.ts";

/** Everything about one appointment, and everything that can be done with it. */
export function AppointmentDetails({
  appointment,
  nowMs,
  more,
  aside,
}: {
  appointment: Details;
  nowMs: number;
  /** Below the customer's words: pictures, sittings, messages. */
  more?: ReactNode;
  /** Below the facts: the customer's link. */
  aside?: ReactNode;
}) {
  const t = useTranslations("console.details");
  const locale = useLocale();
  const live = useAppointmentChange(appointment);
  const { current } = live;
  const { artist, service, timeZone } = current;
  const when = whenWords(current, artist.timeZone, nowMs, locale);
  const abroad = !sameClock(timeZone, artist.timeZone, current.startMs);
  const waiting = current.status === "PENDING";
  const active = waiting || current.status === "CONFIRMED";
  const reason = current.status === appointment.status ? current.statusReason : null;
  return (
    <>
      <header className="mb-7">
        <AppointmentStatus status={current.status} />
        <h1 className="mt-2.5 font-display text-3xl font-semibold tracking-tight break-words">
          {current.customerId === null ? (
            current.clientName
          ) : (
            <Link
              href={customerHref(current.customerId)}
              className="underline decoration-line-strong decoration-2 underline-offset-6 hover:decoration-current"
            >
              {current.clientName}
            </Link>
          )}
        </h1>
        <p className="mt-1.5 text-lg" title={when.exact}>
          {t.rich("sentence", {
            service: service.name,
            artist: artist.name,
            day: when.near ? `${t(when.near)}, ${when.date}` : when.date,
            time: when.time,
            city: zoneCity(artist.timeZone, locale),
            whole: (words) => <span className="whitespace-nowrap">{words}</span>,
          })}
        </p>
        {abroad && (
          <p className="text-ink-soft">
            {t("abroad", {
              day: dayWords(zonedClock(current.startMs, timeZone).day, locale),
              time: timeRange(current.startMs, current.endMs, timeZone),
              city: zoneCity(timeZone, locale),
            })}
          </p>
        )}
        {reason && t.has(`reasons.${reason}`) && (
          <p className="mt-1 text-ink-soft">{t(`reasons.${reason}`)}</p>
        )}
        {waiting && (
          <p className="mt-1 text-ink-soft">
            {t("answerBy")}{" "}
            <RelativeTime
              atMs={Math.min(current.expiresAt, current.startMs)}
              nowMs={nowMs}
              timeZone={artist.timeZone}
              locale={locale}
            />
            {t("answerByEnd")}
          </p>
        )}
        <AppointmentActions live={live} nowMs={nowMs} lead className="mt-5" />
      </header>
      <div className="space-y-3 empty:hidden">
        {active && current.conflict && (
          <Alert tone="bad" title={t("conflictTitle")}>
            {t("conflict", { artist: artist.name })}
          </Alert>
        )}
        {waiting && current.unverified && (
          <Alert tone="warn" title={t("unverifiedTitle")}>
            {t("unverified", { artist: artist.name })}
          </Alert>
        )}
      </div>
      <div className="mt-8 grid gap-x-12 gap-y-9 lg:grid-cols-[minmax(0,1fr)_18rem] lg:grid-rows-[auto_1fr]">
        <div className="space-y-9">
          <section aria-labelledby="words">
            <h2 id="words" className="mb-2 text-sm font-semibold">
              {t("words")}
            </h2>
            {current.description ? (
              <p className="measure whitespace-pre-wrap">{current.description}</p>
            ) : (
              <p className="text-ink-soft">{t("noWords")}</p>
            )}
          </section>
          {active && <AlternativeTimes live={live} nowMs={nowMs} />}
          <WhyOffered appointment={current} />
          {more}
        </div>
        <div className="space-y-6 lg:row-span-2">
          <AppointmentFacts appointment={current} event={appointment.event} nowMs={nowMs} />
          {aside}
        </div>
        <AppointmentHistory
          history={appointment.history}
          artist={artist}
          nowMs={nowMs}
          onUndo={appointment.canUndo && current.version === appointment.version ? live.undo : null}
        />
      </div>
    </>
  );
}
