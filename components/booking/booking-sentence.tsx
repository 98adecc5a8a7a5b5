"use client";

import { useLocale, useTranslations } from "next-intl";
import type { BookingOffer } from "./booking-offer.ts";
import type { BookingView } from "./booking-view.ts";
import { dayWords, endOf, sameClock, timeRange, zonedClock } from "./clock-words.ts";
import { useWhatWords } from "./use-what-words.ts";
import { WhenWords } from "./when-words.tsx";
import { zoneCity } from "./zone-name.ts";

/** What has been chosen so far, as a sentence that is always in view. `otherZone` is said too where its clock differs. */
export function BookingSentence({
  offer,
  view,
  otherZone,
  names,
}: {
  offer: BookingOffer;
  view: BookingView;
  otherZone: string | null;
  /** With "anyone": who could take the time chosen. */
  names: string[];
}) {
  const what = useWhatWords(offer, names);
  const chosenDay = view.step === "day" ? null : view.shownDay;
  const locale = useLocale();
  return (
    <p className="font-display text-lg leading-snug font-semibold md:text-xl" data-testid="booking-sentence">
      {what}
      {view.startMs !== null ? (
        <>
          {", "}
          <When offer={offer} startMs={view.startMs} zone={view.zone} today={view.today} />
          {otherZone && !sameClock(otherZone, view.zone, view.startMs) && (
            <OtherWhen offer={offer} startMs={view.startMs} zone={otherZone} than={view.zone} />
          )}
        </>
      ) : (
        chosenDay && `, ${dayWords(chosenDay, locale, view.today)}`
      )}
    </p>
  );
}

function When({
  offer,
  startMs,
  zone,
  today,
}: {
  offer: BookingOffer;
  startMs: number;
  zone: string;
  today: string;
}) {
  const t = useTranslations("public.book");
  const locale = useLocale();
  return (
    <time dateTime={new Date(startMs).toISOString()}>
      <WhenWords
        day={dayWords(zonedClock(startMs, zone).day, locale, today)}
        time={timeRange(startMs, endOf(startMs, offer.durationMinutes), zone)}
        zone={t("zoneTime", { city: zoneCity(zone, locale) })}
      />
    </time>
  );
}

function OtherWhen({
  offer,
  startMs,
  zone,
  than,
}: {
  offer: BookingOffer;
  startMs: number;
  zone: string;
  than: string;
}) {
  const t = useTranslations("public.book");
  const locale = useLocale();
  const { day } = zonedClock(startMs, zone);
  const time = timeRange(startMs, endOf(startMs, offer.durationMinutes), zone);
  const otherDay = day === zonedClock(startMs, than).day ? "" : `${dayWords(day, locale)}, `;
  return (
    <span className="block font-sans text-sm font-normal md:text-base text-ink-soft">
      {t("otherZone", { time: otherDay + time, zone: t("zoneTime", { city: zoneCity(zone, locale) }) })}
    </span>
  );
}
