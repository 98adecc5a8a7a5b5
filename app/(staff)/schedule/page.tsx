import { Inbox } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { dayWords, monthWords, shortDayWords, zonedClock } from "#components/booking/clock-words.ts";
import { zoneCity } from "#components/booking/zone-name.ts";
import { PageHead } from "#components/console/page-head.tsx";
import { boardColumns, boardDays, boardWindow } from "#components/schedule/board-columns.ts";
import { mondayOf } from "#components/schedule/day-span.ts";
import {
  parseScheduleAddress,
  type ScheduleAddress,
  scheduleHref,
  steppedHref,
  stepsOf,
} from "#components/schedule/schedule-address.ts";
import { ScheduleBoard } from "#components/schedule/schedule-board.tsx";
import { ScheduleFreshness } from "#components/schedule/schedule-freshness.tsx";
import { ScheduleHead } from "#components/schedule/schedule-head.tsx";
import { ScheduleHint } from "#components/schedule/schedule-hint.tsx";
import { WaitingRequests } from "#components/schedule/waiting-requests.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { listAppointments } from "#lib/appointments/list-appointments.ts";
import { listArtistViews } from "#lib/artists/list-artist-views.ts";
import { addDays } from "#lib/core/time-zone.ts";
import { listInquiries } from "#lib/inquiries/list-inquiries.ts";
import { showSchedule } from "#lib/schedule/show-schedule.ts";
import { studioSettings } from "#lib/studio/settings.ts";
import { signedIn } from "../signed-in.ts";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("console.nav");
  return { title: t("schedule") };
}

export default async function SchedulePage({
  searchParams,
}: {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const address = parseScheduleAddress(await searchParams);
  const ctx = await signedIn(scheduleHref(address));
  const t = await getTranslations("schedule");
  const locale = await getLocale();
  const nowMs = ctx.now();
  const artists = (await listArtistViews(ctx)).filter(({ active }) => active);
  const wanted = artists.find(({ slug }) => slug === address.artist);
  const everybody = address.view === "day" && !wanted && artists.length > 1;
  const artist = everybody ? null : (wanted ?? artists[0]);
  if (artist === undefined)
    return (
      <>
        <PageHead title={t("title")} />
        <EmptyState icon={Inbox} title={t("nobodyTitle")}>
          {t("nobody")}
        </EmptyState>
      </>
    );
  // Everybody's days stand side by side on the studio's clock.
  const zone = artist?.timeZone ?? (await studioSettings(ctx)).timeZone;
  const today = zonedClock(nowMs, zone).day;
  const day = address.day ?? today;
  const days = boardDays(address.view, day);
  const schedule = await showSchedule(ctx, { artistId: artist?.id, ...boardWindow(days, zone) });
  const columns = boardColumns(schedule, days, zone);
  const requests = await listAppointments(ctx, {
    statuses: ["PENDING"],
    artistId: artist?.id,
    fromMs: nowMs,
    limit: 20,
  });
  const inquiries = await listInquiries(ctx, { statuses: ["OPEN"], artistId: artist?.id, limit: 1 });
  const at: ScheduleAddress & { day: string } = { ...address, day, artist: artist?.slug ?? null };
  const steps = stepsOf(address.view);
  const dayHref = Object.fromEntries(
    columns.map(({ key, span }) => [key, scheduleHref({ ...at, view: "day", day: span.day })]),
  );
  const monday = mondayOf(day);
  return (
    <div className="lg:mx-[calc((100%-max(100%,min(100vw-21.5rem,88rem)))/2)]">
      <PageHead
        title={t("title")}
        text={
          <>
            {address.view === "day" ? (
              dayWords(day, locale, today)
            ) : (
              <>
                <span className="max-sm:hidden">
                  {t("week", {
                    from: shortDayWords(monday, locale),
                    to: shortDayWords(addDays(monday, 6), locale),
                    year: monthWords(day.slice(0, 7), locale).slice(-4),
                  })}
                </span>
                <span className="sm:hidden">{dayWords(day, locale, today)}</span>
              </>
            )}
            {artist && artists.length > 1 && ` · ${artist.name}`}
            {` · ${t("clock", { city: zoneCity(zone, locale) })}`}
          </>
        }
      />
      <ScheduleHead
        address={{ ...address, artist: artist?.slug ?? null }}
        day={day}
        artists={ctx.actor.kind === "artist" ? [] : artists}
        artist={artist?.slug ?? null}
        everybody={everybody}
      >
        {requests.length > 0 && (
          <a
            href="#waiting"
            className="inline-flex min-h-11 items-center gap-1.5 rounded-md px-2 text-sm font-medium text-info underline underline-offset-4 hover:no-underline min-[100rem]:hidden sm:min-h-9"
          >
            <Inbox aria-hidden className="size-4" />
            {t("requests.title", { count: requests.length })}
          </a>
        )}
      </ScheduleHead>
      <div className="grid items-start gap-x-6 gap-y-8 min-[100rem]:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="min-w-0">
          <ScheduleBoard
            columns={columns}
            nowMs={nowMs}
            dayHref={dayHref}
            byArtist={everybody}
            mayTakeTimeOff={ctx.actor.kind !== "staff"}
            links={{
              today: scheduleHref({ ...at, day: null }),
              day: scheduleHref({ ...at, view: "day" }),
              week: scheduleHref({ ...at, view: "week" }),
              back: steppedHref(at, -steps.desk),
              forth: steppedHref(at, steps.desk),
              phoneBack: steppedHref(at, -steps.phone),
              phoneForth: steppedHref(at, steps.phone),
            }}
          />
          <ScheduleFreshness schedules={schedule.artists} nowMs={nowMs} />
          <ScheduleHint />
        </div>
        <section aria-labelledby="waiting">
          <div className="mb-3 flex items-baseline justify-between gap-3">
            <h2 id="waiting" className="scroll-mt-20 font-display text-xl font-semibold">
              {t("requests.title", { count: requests.length })}
            </h2>
            <LinkButton size="sm" variant="ghost" href="/inquiries">
              {t("requests.inquiries", { count: inquiries.total })}
            </LinkButton>
          </div>
          <WaitingRequests requests={requests} address={at} nowMs={nowMs} />
        </section>
      </div>
    </div>
  );
}
