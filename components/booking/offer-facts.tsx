"use client";

import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { cn } from "#lib/core/cn.ts";
import type { BookingOffer } from "./booking-offer.ts";
import { dayWords, durationWords, timeRange, zonedClock } from "./clock-words.ts";
import { moneyWords } from "./money-words.ts";

/** What belongs to the choice beside the time: how long, how many sittings, what is paid beforehand, what moves. */
export function OfferFacts({
  offer,
  zone,
  today,
  hrefForLength,
}: {
  offer: BookingOffer;
  zone: string;
  today: string;
  hrefForLength: (minutes: number) => string;
}) {
  const t = useTranslations("public.book");
  const locale = useLocale();
  const { sessions, depositAmount, currency, asksConsent, durationChoices } = offer.service;
  const { purpose } = offer;
  const facts = [
    purpose.kind !== "book" &&
      purpose.currentStartMs !== null &&
      t(`purpose.${purpose.kind}Now`, {
        day: dayWords(zonedClock(purpose.currentStartMs, zone).day, locale, today),
        time: timeRange(purpose.currentStartMs, purpose.currentStartMs, zone).slice(0, 5),
      }),
    sessions > 1 && t("sittings", { count: sessions }),
    depositAmount !== null && t("deposit", { amount: moneyWords(depositAmount, currency, locale) }),
    purpose.kind === "book" && asksConsent && t("consent"),
  ].filter((fact) => typeof fact === "string");
  if (facts.length === 0 && durationChoices.length < 2) return null;
  return (
    <div className="mt-4 space-y-3">
      {durationChoices.length > 1 && (
        <nav aria-labelledby="lengths" className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <p id="lengths" className="text-sm text-ink-soft">
            {t("length")}
          </p>
          <ul className="flex flex-wrap gap-2">
            {durationChoices.map((minutes) => (
              <li key={minutes}>
                <Link
                  href={hrefForLength(minutes)}
                  scroll={false}
                  replace
                  prefetch
                  aria-current={minutes === offer.durationMinutes ? "true" : undefined}
                  className={cn(
                    "inline-flex min-h-11 items-center rounded-md border border-line-strong bg-raised px-3.5 tabular-nums transition-colors hover:border-ink hover:bg-sunk",
                    "aria-[current=true]:border-ink aria-[current=true]:bg-ink aria-[current=true]:text-ground forced-colors:aria-[current=true]:border-4",
                  )}
                >
                  {durationWords(minutes, locale)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      {facts.length > 0 && (
        <ul className="measure space-y-1 text-ink-soft">
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
