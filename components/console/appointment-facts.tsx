import { CalendarCheck2, CalendarClock, CalendarOff, Mail, Phone } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { durationWords } from "#components/booking/clock-words.ts";
import { zoneCity } from "#components/booking/zone-name.ts";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { AppointmentView, EventState } from "#lib/appointments/appointment-view.ts";
import { AskedAt } from "./asked-at.tsx";
import { useCause } from "./use-cause.ts";

const link = "break-words underline decoration-line-strong underline-offset-4 hover:decoration-current";

/** How to reach the customer, what was booked, and how its event in the calendar stands. */
export function AppointmentFacts({
  appointment,
  event,
  nowMs,
}: {
  appointment: AppointmentView;
  event: EventState;
  nowMs: number;
}) {
  const t = useTranslations("console.details");
  const locale = useLocale();
  const { artist, service, startMs, endMs, clientEmail, clientPhone, timeZone, createdAt } = appointment;
  return (
    <dl className="space-y-6 text-sm">
      <Fact name={t("contact")}>
        <p className="flex items-start gap-2">
          <Mail aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
          <a
            href={`mailto:${encodeURIComponent(clientEmail).replace("%40", "@")}`}
            className={`min-w-0 ${link}`}
          >
            {clientEmail}
          </a>
        </p>
        {clientPhone && (
          <p className="mt-1.5 flex items-start gap-2">
            <Phone aria-hidden className="mt-0.5 size-4 shrink-0 text-ink-faint" />
            <a href={`tel:${clientPhone.replace(/[^+0-9]/g, "")}`} className={link}>
              {clientPhone}
            </a>
          </p>
        )}
        <p className="mt-1.5 text-ink-soft">{t("theirZone", { city: zoneCity(timeZone, locale) })}</p>
      </Fact>
      <Fact name={t("booked")}>
        <p>
          {t("serviceLine", {
            service: service.name,
            duration: durationWords((endMs - startMs) / 60_000, locale),
          })}
        </p>
        <p className="text-ink-soft first-letter:uppercase">
          <AskedAt atMs={createdAt} nowMs={nowMs} timeZone={artist.timeZone} />
        </p>
      </Fact>
      <Fact name={t("event")}>
        {event.state === "written" && (
          <StatusBadge tone="good" icon={CalendarCheck2}>
            {t("eventWritten")}
          </StatusBadge>
        )}
        {event.state === "none" && (
          <>
            <StatusBadge tone="neutral" icon={CalendarOff}>
              {t("eventNone")}
            </StatusBadge>
            {(appointment.status === "PENDING" || appointment.status === "CONFIRMED") && (
              <p className="mt-1.5 text-ink-soft">{t("eventNoneText", { artist: artist.name })}</p>
            )}
          </>
        )}
        {event.state === "waiting" && (
          <>
            <StatusBadge tone="warn" icon={CalendarClock}>
              {t("eventWaiting")}
            </StatusBadge>
            {event.lastError ? (
              <EventError causeKey={event.lastErrorKey} detail={event.lastError} />
            ) : (
              <p className="mt-1.5 text-ink-soft">{t("eventOnItsWay")}</p>
            )}
            {event.nextAttemptAt !== null && event.nextAttemptAt > nowMs && (
              <p className="mt-1 text-ink-soft">
                {t("nextAttempt")}{" "}
                <RelativeTime
                  atMs={event.nextAttemptAt}
                  nowMs={nowMs}
                  timeZone={artist.timeZone}
                  locale={locale}
                />
              </p>
            )}
          </>
        )}
      </Fact>
    </dl>
  );
}

/** Why the event could not be written: in our words where the failure has a name, else in the server's. */
function EventError({ causeKey, detail }: { causeKey: string | null; detail: string }) {
  const cause = useCause()(causeKey);
  if (!cause) return <p className="mt-1.5 break-words">{detail}</p>;
  return (
    <>
      <p className="mt-1.5" title={detail}>
        {cause.title}. {cause.meaning}
      </p>
      <p className="mt-1 text-ink-soft">{cause.cure}</p>
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="mb-1.5 font-semibold">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
