"use client";

import { CalendarX } from "lucide-react";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { cn } from "#lib/core/cn.ts";
import { BackLink } from "./back-link.tsx";
import { BookingFormContext, type BookingFormState } from "./booking-form-context.ts";
import type { BookingOffer } from "./booking-offer.ts";
import { BookingSentence } from "./booking-sentence.tsx";
import { type BookingParams, bookingHome } from "./booking-url.ts";
import type { BookingStep } from "./booking-view.ts";
import { ChangeForm } from "./change-form.tsx";
import { dayWords } from "./clock-words.ts";
import { EarlierNote } from "./earlier-note.tsx";
import { FreshnessNote } from "./freshness-note.tsx";
import { MonthCalendar } from "./month-calendar.tsx";
import { OfferFacts } from "./offer-facts.tsx";
import { SlotList } from "./slot-list.tsx";
import { TimeCheckMark } from "./time-check-mark.tsx";
import { useBooking } from "./use-booking.ts";
import { useDetailsStep } from "./use-details-step.ts";
import { useWhatWords } from "./use-what-words.ts";
import { ZoneChoice } from "./zone-choice.tsx";

/**
 * Day, time, details. The address holds the whole state: without scripts every choice is a link, with them the same
 * links act at once. A phone shows one step, a desk all three. To move an appointment, or to choose the next sitting
 * (`offer.purpose`), the last step is one button.
 */
export function BookingFlow({
  offer,
  details = null,
  waitlist = null,
}: {
  offer: BookingOffer;
  /** `<DetailsStep />` where the address names a time already: without scripts it must be in the page. */
  details?: ReactNode;
  /** What is offered to those whom no time suits. */
  waitlist?: ReactNode;
}) {
  const t = useTranslations("public.book");
  const locale = useLocale();
  const router = useRouter();
  const booking = useBooking(offer);
  const { params, view, slots, check, leaving, nothing, freshness, href, goTo } = booking;
  const title = useWhatWords(offer, []);
  const { purpose } = offer;
  const earlier = offer.check?.startMs === view.startMs ? offer.earlier : null;
  const onlyOn = (step: BookingStep) => cn(view.step !== step && "max-md:hidden");
  const Step = useDetailsStep(details === null && purpose.kind === "book" && view.startMs !== null);
  const form: BookingFormState = {
    offer,
    view,
    timeZone: params.zone ?? booking.browserZone ?? offer.artist.timeZone,
    chosenZone: params.zone,
    onTaken: () => {
      slots.refresh();
      // Perhaps it was taken from here, in another tab: the desk knows.
      router.refresh();
    },
  };
  const noChoice = nothing && view.startMs === null;

  return (
    <div ref={booking.top} className="scroll-mt-4">
      {/* The pages of the customer's link say above all this what it is for. */}
      {purpose.kind === "book" && <h1 className="sr-only">{title}</h1>}
      <div
        className="sticky top-0 z-20 -mx-5 border-b bg-ground px-5 py-4 md:static md:mx-0 md:px-0"
        aria-live="polite"
      >
        <BookingSentence offer={offer} view={view} otherZone={booking.otherZone} names={booking.names} />
        {view.startMs !== null && !earlier && (
          <div className="mt-1.5">
            <TimeCheckMark check={check} gone={view.startGone && !slots.loading} artist={offer.artist} />
          </div>
        )}
      </div>
      <div className={cn(view.step !== "day" && "max-md:hidden")}>
        <OfferFacts
          offer={offer}
          zone={view.zone}
          today={view.today}
          hrefForLength={(lengthMinutes) => href({ lengthMinutes, month: params.month, day: params.day })}
        />
      </div>
      <div className={cn("mt-5", view.step === "details" && freshness === "live" && "max-md:hidden")}>
        <FreshnessNote
          kind={freshness}
          asOfMs={slots.asOfMs}
          zone={view.zone}
          artist={offer.artist}
          nothingOffered={nothing}
          stale={slots.stale}
        />
      </div>
      {noChoice && (
        <EmptyState
          icon={CalendarX}
          title={t(freshness === "unreachable" ? "notNow" : "nothingFree")}
          action={
            purpose.kind === "book" && (
              <LinkButton href={bookingHome(offer.path)}>{t("otherService")}</LinkButton>
            )
          }
        >
          {freshness !== "unreachable" && purpose.kind === "book" && t("nothingFreeText")}
        </EmptyState>
      )}
      <div
        className={cn(
          "mt-6 grid gap-x-10 gap-y-10 md:grid-cols-[minmax(0,22rem)_minmax(0,1fr)] xl:grid-cols-[minmax(0,22rem)_minmax(0,15rem)_minmax(0,1fr)] xl:gap-x-12",
          noChoice && "hidden",
        )}
      >
        <section aria-labelledby="step-day" className={onlyOn("day")}>
          <StepTitle step="day" text={t("chooseDay")} />
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
              artistZone={offer.artist.timeZone}
              browserZone={booking.browserZone}
              nowMs={offer.nowMs}
              unknown={params.unknownZone}
              hidden={keptParams(params)}
              hrefForZone={(zone) => href({ zone, startMs: params.startMs, day: null })}
            />
          </div>
        </section>
        <section aria-labelledby="step-time" className={onlyOn("time")}>
          <BackLink href={href({})} onGo={goTo("day")} text={t("otherDay")} />
          <StepTitle step="time" text={t("chooseTime")} />
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
          <StepTitle
            step="details"
            text={t(purpose.kind === "book" ? "details" : `purpose.${purpose.kind}`)}
          />
          {view.startMs === null && (
            <p className="rounded-md border border-dashed p-5 text-ink-soft">
              {t(purpose.kind === "book" ? "form.waiting" : "purpose.waiting")}
            </p>
          )}
          {earlier && <EarlierNote path={earlier.path} />}
          {purpose.kind === "book" ? (
            // Always there, so that no word typed is lost while another time is chosen.
            <div hidden={view.startMs === null || earlier !== null} className="max-w-xl">
              <BookingFormContext value={form}>{details ?? (Step && <Step />)}</BookingFormContext>
            </div>
          ) : (
            view.startMs !== null && (
              <ChangeForm purpose={purpose} startMs={view.startMs} artist={offer.artist} />
            )
          )}
        </section>
      </div>
      {/* Who has chosen a time waits for none; what was typed there is kept for them, should they go back. */}
      {waitlist && view.startMs === null && <div className="mt-10">{waitlist}</div>}
      <p className="sr-only" role="status">
        {view.step === "time" && view.shownDay && t("timesOn", { day: dayWords(view.shownDay, locale) })}
      </p>
    </div>
  );
}

function StepTitle({ step, text }: { step: BookingStep; text: string }) {
  return (
    <h2 id={`step-${step}`} tabIndex={-1} className="mb-3 text-sm font-medium text-ink-soft outline-none">
      {text}
    </h2>
  );
}

/** What a plain form for the zone has to carry along. */
function keptParams(params: BookingParams): (readonly [string, string])[] {
  const { startMs, lengthMinutes, draft } = params;
  return [
    ...(startMs === null ? [] : ([["start", new Date(startMs).toISOString()]] as const)),
    ...(lengthMinutes === null ? [] : ([["length", String(lengthMinutes)]] as const)),
    ...(draft ? ([["draft", draft]] as const) : []),
  ];
}
