"use client";

import { useLocale, useTranslations } from "next-intl";
import { cn } from "#lib/core/cn.ts";
import { BookingLink } from "./booking-link.tsx";
import type { BookingView } from "./booking-view.ts";
import { dayWords, zonedClock } from "./clock-words.ts";
import { groupByPart } from "./part-of-day.ts";

/** The times of the day shown, by part of day. `leaving` are times somebody else has just taken. */
export function SlotList({
  view,
  leaving,
  hrefForStart,
  onStart,
}: {
  view: BookingView;
  leaving: readonly number[];
  hrefForStart: (startMs: number) => string;
  onStart: () => void;
}) {
  const t = useTranslations("public.book");
  const locale = useLocale();
  if (!view.shownDay) return null;
  const words = dayWords(view.shownDay, locale, view.today);
  const free = view.days.get(view.shownDay) ?? [];
  const shown = [...free, ...leaving].sort((a, b) => a - b);
  return (
    <section aria-label={t("timesOn", { day: words })}>
      <p className="font-medium">{words}</p>
      {shown.length === 0 && <p className="mt-2 text-ink-soft">{t("dayEmpty", { day: words })}</p>}
      {groupByPart(shown, view.zone).map(({ part, starts }) => (
        <div key={part} className="mt-4">
          <h3 className="text-sm text-ink-soft">{t(`part.${part}`)}</h3>
          <ul className="mt-2 grid grid-cols-3 gap-2 lg:grid-cols-2">
            {starts.map((start) => (
              <li key={start}>
                {leaving.includes(start) ? (
                  <span className="grid h-13 animate-in place-content-center rounded-md border border-dashed text-center text-ink-faint fade-in-50 duration-200">
                    <s className="leading-tight tabular-nums">{zonedClock(start, view.zone).time}</s>
                    <span className="text-sm leading-tight">{t("justTaken")}</span>
                  </span>
                ) : (
                  <BookingLink
                    href={hrefForStart(start)}
                    onGo={onStart}
                    aria-current={start === view.startMs ? "true" : undefined}
                    className={cn(
                      "grid h-13 place-items-center rounded-md border border-line-strong bg-raised font-medium tabular-nums transition-colors hover:border-ink hover:bg-sunk",
                      "aria-[current=true]:border-ink aria-[current=true]:bg-ink aria-[current=true]:text-ground forced-colors:aria-[current=true]:border-4",
                    )}
                  >
                    <time dateTime={new Date(start).toISOString()}>{zonedClock(start, view.zone).time}</time>
                  </BookingLink>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
      <p role="status" className="sr-only">
        {leaving.map((start) => t("takenAnnounced", { time: zonedClock(start, view.zone).time })).join(" ")}
      </p>
    </section>
  );
}
