import { CalendarPlus, Clock } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { connection } from "next/server";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { appointmentState } from "#components/booking/appointment-state.ts";
import { dayWords, sameClock, timeRange, zonedClock } from "#components/booking/clock-words.ts";
import { WhenWords } from "#components/booking/when-words.tsx";
import { zoneCity } from "#components/booking/zone-name.ts";
import { type AppointmentStep, AppointmentSteps } from "#components/site/appointment-steps.tsx";
import { Alert } from "#components/ui/alert.tsx";
import { Button, buttonVariants } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import {
  findManagedAppointment,
  type ManagedAppointment,
} from "#lib/appointments/find-managed-appointment.ts";
import { pageContext } from "#lib/http/page-context.ts";

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<{ new?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("public.appointment");
  return { title: t("title"), robots: { index: false, follow: false } };
}

export default async function AppointmentPage({ params, searchParams }: Props) {
  await connection();
  const ctx = await pageContext();
  const { token } = await params;
  const query = await searchParams;
  const appointment = await findManagedAppointment(ctx, token);
  if (!appointment) notFound();
  const t = await getTranslations("public.appointment");
  const words = await timeWords(appointment, ctx.now());
  const state = appointmentState(appointment.status, appointment.statusReason, query.new === "1");
  const artist = appointment.artist.name;
  const bookAgain = `/book/${appointment.artist.slug}/${appointment.service.id}`;
  return (
    <div className="grid gap-x-16 gap-y-12 lg:grid-cols-[minmax(0,1fr)_22rem]">
      <div>
        <StatusBadge tone={state.tone} icon={appointment.status === "PENDING" ? Clock : undefined}>
          {t(`status.${state.badge}`)}
        </StatusBadge>
        <h1 className="mt-4 font-display text-4xl font-semibold tracking-tight">
          {t(`headline.${state.headline}`, { name: appointment.clientName, artist })}
        </h1>
        <p className="measure mt-3 text-lg text-ink-soft">
          {t(`text.${state.text}`, { artist, expiry: words.expiry })}
        </p>
        {state.stands && appointment.unverified && appointment.status === "PENDING" && (
          <Alert tone="warn" title={t("unverifiedTitle", { artist })} className="mt-6 max-w-2xl">
            <p>{t("unverifiedText", { artist })}</p>
          </Alert>
        )}
        <Facts appointment={appointment} words={words} stands={state.stands} />
        <div className="mt-8 flex flex-wrap gap-3">
          {state.stands && appointment.canCancel && (
            <a
              href={`/appointment/${encodeURIComponent(token)}/calendar.ics`}
              className={buttonVariants({ variant: "primary" })}
            >
              <CalendarPlus aria-hidden />
              {t("calendar")}
            </a>
          )}
          {!state.stands && (
            <LinkButton href={bookAgain} variant="primary">
              {t("again")}
            </LinkButton>
          )}
        </div>
        {appointment.canCancel && <CancelForm token={token} />}
      </div>
      {state.stands && (
        <section aria-labelledby="next" className="h-fit lg:border-l lg:pl-10">
          <h2 id="next" className="mb-5 font-display text-xl font-semibold">
            {t("next")}
          </h2>
          <AppointmentSteps
            steps={await nextSteps(appointment, words)}
            words={{ done: t("done"), now: t("now") }}
          />
        </section>
      )}
    </div>
  );
}

/** Confirming twice without a script: the button folds out what it means and the real button. */
async function CancelForm({ token }: { token: string }) {
  const t = await getTranslations("public.appointment");
  return (
    <details className="mt-8 border-t pt-2">
      <summary className="inline-flex min-h-11 items-center text-ink-soft underline underline-offset-4 hover:text-ink">
        {t("cancel")}
      </summary>
      <form method="post" action="/api/appointments/manage" className="pb-2">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="action" value="cancel" />
        <p className="mb-4 text-ink-soft">{t("cancelQuestion")}</p>
        <Button type="submit" variant="danger">
          {t("cancelYes")}
        </Button>
      </form>
    </details>
  );
}

interface TimeWords {
  expiry: string;
  own: { day: string; time: string; zone: string };
  /** The studio's clock, where it differs from the customer's. */
  studio: { day: string; time: string; zone: string } | null;
  alternatives: string[];
}

/** Every time on the page, in the customer's zone, and in the studio's where that differs. */
async function timeWords(appointment: ManagedAppointment, nowMs: number): Promise<TimeWords> {
  const t = await getTranslations("public.book");
  const locale = await getLocale();
  const { startMs, endMs, timeZone } = appointment;
  const today = zonedClock(nowMs, timeZone).day;
  const moment = (ms: number) => {
    const { day, time } = zonedClock(ms, timeZone);
    return `${dayWords(day, locale, today)}, ${t("clock", { time })}`;
  };
  const span = (zone: string) => ({
    day: dayWords(zonedClock(startMs, zone).day, locale, today),
    time: timeRange(startMs, endMs, zone),
    zone: t("zoneTime", { city: zoneCity(zone, locale) }),
  });
  const studioZone = appointment.artist.timeZone;
  return {
    expiry: moment(appointment.expiresAt),
    own: span(timeZone),
    studio: sameClock(timeZone, studioZone, startMs) ? null : span(studioZone),
    alternatives: appointment.alternatives.map(moment),
  };
}

async function Facts({
  appointment,
  words,
  stands,
}: {
  appointment: ManagedAppointment;
  words: TimeWords;
  stands: boolean;
}) {
  const t = await getTranslations("public.appointment");
  const tBook = await getTranslations("public.book");
  const time = (
    <time
      dateTime={new Date(appointment.startMs).toISOString()}
      className={stands ? "font-medium" : "text-ink-soft line-through"}
    >
      <WhenWords {...words.own} />
    </time>
  );
  const rows: { term: string; text: ReactNode }[] = [
    {
      term: t("service"),
      text: tBook("what", { service: appointment.service.name, artist: appointment.artist.name }),
    },
    { term: words.studio ? t("yourTime") : t("time"), text: time },
  ];
  if (words.studio) rows.push({ term: t("studioTime"), text: <WhenWords {...words.studio} /> });
  if (stands && words.alternatives.length > 0) {
    rows.push({
      term: t("alternatives"),
      text: (
        <ul>
          {words.alternatives.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      ),
    });
  }
  if (appointment.description) {
    rows.push({
      term: t("description"),
      text: <p className="whitespace-pre-line">{appointment.description}</p>,
    });
  }
  return (
    <dl className="mt-8 max-w-2xl divide-y border-y">
      {rows.map(({ term, text }) => (
        <div key={term} className="grid gap-x-6 py-3 sm:grid-cols-[11rem_minmax(0,1fr)]">
          <dt className="text-ink-soft">{term}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">{text}</dd>
        </div>
      ))}
    </dl>
  );
}

async function nextSteps(appointment: ManagedAppointment, words: TimeWords): Promise<AppointmentStep[]> {
  const t = await getTranslations("public.appointment.steps");
  const artist = appointment.artist.name;
  const confirmed = appointment.status === "CONFIRMED";
  return [
    { id: "asked", title: t("asked"), text: t("askedText"), state: "done" },
    confirmed
      ? { id: "confirmed", title: t("confirmed", { artist }), text: t("confirmedText"), state: "done" }
      : {
          id: "confirm",
          title: t("confirm", { artist }),
          text: t("confirmText", { expiry: words.expiry }),
          state: "now",
        },
    {
      id: "come",
      title: t("come"),
      text: <WhenWords {...(words.studio ?? words.own)} />,
      state: confirmed ? "now" : "later",
    },
  ];
}
