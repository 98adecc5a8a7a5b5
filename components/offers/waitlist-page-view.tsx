import { getLocale, getTranslations } from "next-intl/server";
import { FactList } from "#components/appointments/fact-list.tsx";
import { bookingHref } from "#components/booking/booking-url.ts";
import { dayWords, weekdayNames, zonedClock } from "#components/booking/clock-words.ts";
import { RefusedStep } from "#components/inquiries/refused-step.tsx";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { Tone } from "#components/ui/tone.ts";
import type { FormDraft } from "#lib/appointments/form-draft.ts";
import type { WaitlistView } from "#lib/waitlist/waitlist-view.ts";
import { OfferedTimes } from "./offered-times.tsx";

const tones: Record<WaitlistView["state"], Tone> = {
  WAITING: "info",
  OFFERED: "good",
  BOOKED: "good",
  LEFT: "neutral",
  EXPIRED: "neutral",
};

/** A customer's page of the waitlist: how it stands, the time to claim, and the way out. */
export async function WaitlistPageView({
  entry,
  appointmentUrl,
  token,
  nowMs,
  isNew,
  draft,
}: {
  entry: WaitlistView;
  appointmentUrl: string | null;
  token: string;
  nowMs: number;
  isNew: boolean;
  draft: FormDraft | null;
}) {
  const t = await getTranslations("inquiry.waitlist");
  const tBook = await getTranslations("public.book");
  const locale = await getLocale();
  const { artist, service, timeZone, open } = entry;
  const today = zonedClock(nowMs, timeZone).day;
  // What is no longer held is waited for again; the worker notes it a moment later.
  const state = entry.state === "OFFERED" && !open ? "WAITING" : entry.state;
  const isOpen = state === "WAITING" || state === "OFFERED";
  const clock = open && zonedClock(open.offer.expiresAt, timeZone);
  const until = clock ? `${dayWords(clock.day, locale, today)}, ${tBook("clock", { time: clock.time })}` : "";
  const names = weekdayNames(locale);
  const weekdays = entry.weekdays.flatMap((weekday) => names[weekday - 1]?.long ?? []);
  const from = dayWords(entry.fromDay, locale, today);
  const span =
    entry.fromDay === entry.toDay ? from : t("span", { from, to: dayWords(entry.toDay, locale, today) });
  // Over before its days were: too many times were left unanswered.
  const wasSilent = state === "EXPIRED" && entry.toDay >= zonedClock(nowMs, artist.timeZone).day;
  return (
    <>
      {draft && <RefusedStep draft={draft} artist={artist.name} />}
      <StatusBadge tone={tones[state]}>{t(`status.${state}`)}</StatusBadge>
      <h1 className="mt-4 font-display text-4xl font-semibold tracking-tight">
        {t(`headline.${isNew && state === "WAITING" ? "NEW" : state}`, { name: entry.clientName })}
      </h1>
      <p className="measure mt-3 text-lg text-ink-soft">
        {t(`text.${wasSilent ? "SILENT" : state}`, { artist: artist.name, until })}
      </p>
      {open && (
        <div className="mt-8">
          <OfferedTimes
            {...open}
            token={token}
            kind="waitlist"
            artist={artist}
            timeZone={timeZone}
            nowMs={nowMs}
            draft={draft}
          />
        </div>
      )}
      <div className="mt-8 flex flex-wrap gap-3 empty:hidden">
        {appointmentUrl ? (
          <LinkButton href={new URL(appointmentUrl).pathname} prefetch={false} variant="primary">
            {t("toAppointment")}
          </LinkButton>
        ) : (
          !open && (
            <LinkButton
              href={bookingHref(`/book/${artist.slug}/${service.id}`, {
                lengthMinutes: entry.durationMinutes,
                zone: timeZone === artist.timeZone ? null : timeZone,
              })}
              variant={isOpen ? "secondary" : "primary"}
            >
              {t("look")}
            </LinkButton>
          )
        )}
      </div>
      <FactList
        facts={[
          { term: t("what"), text: tBook("what", { service: service.name, artist: artist.name }) },
          {
            term: t("days"),
            text: (
              <>
                {span}
                {weekdays.length > 0 && (
                  <span className="block text-ink-soft">{t("only", { days: weekdays.join(", ") })}</span>
                )}
              </>
            ),
          },
          ...(entry.description
            ? [
                {
                  term: t("description"),
                  text: <p className="whitespace-pre-line">{entry.description}</p>,
                },
              ]
            : []),
        ]}
      />
      {isOpen && (
        <details className="mt-8 max-w-2xl">
          <summary className="inline-flex min-h-11 items-center text-ink-soft underline underline-offset-4 hover:text-ink">
            {t("leave")}
          </summary>
          <form method="post" action="/api/waitlist/manage" className="pb-2">
            <input type="hidden" name="token" value={token} />
            <input type="hidden" name="action" value="leave" />
            <p className="mb-4 text-ink-soft">{t("leaveText")}</p>
            <Button type="submit" variant="danger">
              {t("leaveYes")}
            </Button>
          </form>
        </details>
      )}
    </>
  );
}
