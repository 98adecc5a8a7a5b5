"use client";

import { ArrowLeft, CalendarX } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useMemo, useRef } from "react";
import { buttonVariants } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { cn } from "#lib/core/cn.ts";
import { BookingLink } from "./booking-link.tsx";
import type { BookingOffer } from "./booking-offer.ts";
import { BookingSentence } from "./booking-sentence.tsx";
import { type BookingParams, bookingHref, parseBookingParams } from "./booking-url.ts";
import { type BookingStep, bookingView } from "./booking-view.ts";
import { dayWords, endOf } from "./clock-words.ts";
import { DetailsForm } from "./details-form.tsx";
import { FreshnessNote } from "./freshness-note.tsx";
import { MonthCalendar } from "./month-calendar.tsx";
import { SlotList } from "./slot-list.tsx";
import { TimeCheckMark } from "./time-check-mark.tsx";
import { toTimeCheck, useAvailability } from "./use-availability.ts";
import { useAvailabilityEvents } from "./use-availability-events.ts";
import { useBrowserZone } from "./use-browser-zone.ts";
import { useDepartures } from "./use-departures.ts";
import { useFreshAnswers } from "./use-fresh-answers.ts";
import { useSlots } from "./use-slots.ts";
import { ZoneChoice } from "./zone-choice.tsx";

/**
 * Day, time, details. The address holds the whole state: without scripts every choice is a link, with them the same
 * links act at once. A phone shows one step, a desk all three.
 */
export function BookingFlow({ offer }: { offer: BookingOffer }) {
  const t = useTranslations("public.book");
  const locale = useLocale();
  const search = useSearchParams();
  const params = useMemo(() => parseBookingParams(search), [search]);
  const artistZone = offer.artist.timeZone;

  // The month shown decides what is read, and what is read decides the first free day: two small passes.
  const initial = bookingView({ params, starts: offer.starts, artistZone, nowMs: offer.nowMs });
  const slots = useSlots(offer, initial.month);
  const view = useMemo(
    () =>
      bookingView({
        params: { ...params, month: initial.month },
        starts: slots.starts,
        artistZone,
        nowMs: offer.nowMs,
      }),
    [params, initial.month, slots.starts, artistZone, offer.nowMs],
  );
  const browserZone = useBrowserZone();
  const otherZone = view.zone === artistZone ? browserZone : artistZone;
  const check = useAvailability(
    {
      artistId: offer.artist.id,
      serviceId: offer.service.id,
      startMs: view.startMs,
      endMs: view.startMs === null ? null : endOf(view.startMs, offer.service.durationMinutes),
    },
    offer.check && params.startMs !== null && offer.check.startMs === params.startMs
      ? { startMs: params.startMs, check: toTimeCheck(offer.check.answer) }
      : null,
  );
  useAvailabilityEvents(offer.artist.id, offer.availabilityVersion, useFreshAnswers(offer.artist.id));
  const leaving = useDepartures(view.shownDay ?? "", slotsOfDay(view.days, view.shownDay), !slots.loading);
  const top = useRef<HTMLDivElement>(null);
  const wanted = useRef<BookingStep | null>(null);

  const href = (change: Partial<BookingParams>) =>
    bookingHref(offer.path, { zone: params.zone, draft: params.draft, ...change });
  const goTo = (step: BookingStep) => () => {
    wanted.current = step;
  };
  // On a phone the step before is gone from the screen: take the reader along, once the new one is there.
  useEffect(() => {
    if (wanted.current !== view.step) return;
    wanted.current = null;
    if (!window.matchMedia("(max-width: 767px)").matches) return;
    top.current?.scrollIntoView({ block: "start" });
    document.getElementById(`step-${view.step}`)?.focus({ preventScroll: true });
  }, [view.step]);
  const onlyOn = (step: BookingStep) => cn(view.step !== step && "max-md:hidden");
  const freshness = slots.verified
    ? "live"
    : offer.freshness.kind === "live"
      ? "unreachable"
      : offer.freshness.kind;
  const nothing = view.firstFreeDay === null && !slots.loading;

  return (
    <div ref={top} className="scroll-mt-4">
      <h1 className="sr-only">
        {t("metaTitle", { service: offer.service.name, artist: offer.artist.name })}
      </h1>
      <div
        className="sticky top-0 z-20 -mx-5 border-b bg-ground px-5 py-4 md:static md:mx-0 md:px-0"
        aria-live="polite"
      >
        <BookingSentence offer={offer} view={view} otherZone={otherZone} />
        {view.startMs !== null && (
          <div className="mt-1.5">
            <TimeCheckMark check={check} gone={view.startGone && !slots.loading} artist={offer.artist.name} />
          </div>
        )}
      </div>
      <div className={cn("mt-5", view.step === "details" && freshness === "live" && "max-md:hidden")}>
        <FreshnessNote
          kind={
            slots.verified ? "live" : offer.freshness.kind === "live" ? "unreachable" : offer.freshness.kind
          }
          asOfMs={slots.asOfMs}
          zone={view.zone}
          artist={offer.artist.name}
          nothingOffered={nothing}
          stale={slots.stale}
        />
      </div>
      {nothing && view.startMs === null && (
        <EmptyState
          icon={CalendarX}
          title={t(freshness === "unreachable" ? "notNow" : "nothingFree")}
          action={<LinkButton href="/book">{t("otherService")}</LinkButton>}
        >
          {freshness !== "unreachable" && t("nothingFreeText")}
        </EmptyState>
      )}
      <div
        className={cn(
          "mt-6 grid gap-x-10 gap-y-10 md:grid-cols-[minmax(0,22rem)_minmax(0,1fr)] xl:grid-cols-[minmax(0,22rem)_minmax(0,15rem)_minmax(0,1fr)] xl:gap-x-12",
          nothing && view.startMs === null && "hidden",
        )}
      >
        <section aria-labelledby="step-day" className={onlyOn("day")}>
          <h2 id="step-day" tabIndex={-1} className="mb-3 text-sm font-medium text-ink-soft outline-none">
            {t("chooseDay")}
          </h2>
          <MonthCalendar
            view={view}
            loading={slots.loading}
            hrefForDay={(day) => href({ day })}
            hrefForMonth={(month) => href({ month, day: params.day, startMs: params.startMs })}
            onDay={goTo("time")}
          />
          <div className="mt-5 border-t pt-3">
            <ZoneChoice
              path={offer.path}
              zone={view.zone}
              artistZone={artistZone}
              browserZone={browserZone}
              nowMs={offer.nowMs}
              hidden={keptParams(params)}
              hrefForZone={(zone) => href({ zone, startMs: params.startMs })}
            />
          </div>
        </section>
        <section aria-labelledby="step-time" className={onlyOn("time")}>
          <BackLink href={href({})} onGo={goTo("day")} text={t("otherDay")} />
          <h2 id="step-time" tabIndex={-1} className="mb-3 text-sm font-medium text-ink-soft outline-none">
            {t("chooseTime")}
          </h2>
          <SlotList
            view={view}
            leaving={leaving}
            hrefForStart={(startMs) => href({ day: view.shownDay, startMs })}
            onStart={goTo("details")}
          />
        </section>
        <section
          aria-labelledby="step-details"
          className={cn("md:col-span-2 xl:col-span-1", onlyOn("details"))}
        >
          <BackLink href={href({ day: view.shownDay })} onGo={goTo("time")} text={t("otherTime")} />
          <h2 id="step-details" tabIndex={-1} className="mb-3 text-sm font-medium text-ink-soft outline-none">
            {t("details")}
          </h2>
          {view.startMs === null && (
            <p className="rounded-md border border-dashed p-5 text-ink-soft">{t("form.waiting")}</p>
          )}
          {/* Always there, so that no word typed is lost while another time is chosen. */}
          <div hidden={view.startMs === null} className="max-w-xl">
            <DetailsForm
              offer={offer}
              view={view}
              timeZone={params.zone ?? browserZone ?? artistZone}
              onTaken={slots.refresh}
            />
          </div>
        </section>
      </div>
      <p className="sr-only" role="status">
        {view.step === "time" && view.shownDay && t("timesOn", { day: dayWords(view.shownDay, locale) })}
      </p>
    </div>
  );
}

const none: readonly number[] = [];

function slotsOfDay(days: Map<string, number[]>, day: string | null): readonly number[] {
  return (day && days.get(day)) || none;
}

function keptParams(params: BookingParams): (readonly [string, string])[] {
  return [
    ...(params.startMs === null ? [] : ([["start", new Date(params.startMs).toISOString()]] as const)),
    ...(params.draft ? ([["draft", params.draft]] as const) : []),
  ];
}

/** Back to the step before, on phones. */
function BackLink({ href, onGo, text }: { href: string; onGo: () => void; text: string }) {
  return (
    <BookingLink
      href={href}
      onGo={onGo}
      className={cn(buttonVariants({ variant: "ghost", size: "md" }), "-ml-3 mb-2 px-3 md:hidden")}
    >
      <ArrowLeft aria-hidden />
      {text}
    </BookingLink>
  );
}
