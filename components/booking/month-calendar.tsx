"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type KeyboardEvent, useRef } from "react";
import { buttonVariants } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { cn } from "#lib/core/cn.ts";
import { BookingLink } from "./booking-link.tsx";
import type { BookingView } from "./booking-view.ts";
import { dayWords, monthWords, weekdayNames } from "./clock-words.ts";
import { dayForKey, monthGrid, monthOf } from "./month-grid.ts";
import { useHydrated } from "./use-browser-zone.ts";

/** A month of days: free ones are links, the others are there and quiet. Arrow keys move among the free days. */
export function MonthCalendar({
  view,
  loading,
  hrefForDay,
  hrefForMonth,
  onDay,
}: {
  view: BookingView;
  loading: boolean;
  hrefForDay: (day: string) => string;
  hrefForMonth: (month: string) => string;
  onDay: () => void;
}) {
  const t = useTranslations("public.book");
  const locale = useLocale();
  const table = useRef<HTMLTableElement>(null);
  const roving = useHydrated();
  // Weeks that are over are left out: nothing in them can be chosen.
  const weeks = monthGrid(view.month).filter((week) => (week[6] ?? "") >= view.today);
  const free = weeks.flat().filter((day) => monthOf(day) === view.month && view.days.has(day));
  const tabStop = view.shownDay && free.includes(view.shownDay) ? view.shownDay : free[0];
  const later = [...view.days.keys()].find((day) => monthOf(day) > view.month);
  const nextFree = (free.length === 0 && later) || view.firstFreeDay;

  function onKeyDown(event: KeyboardEvent<HTMLTableElement>) {
    const from = event.target instanceof HTMLElement ? event.target.dataset.day : undefined;
    if (!from || event.metaKey || event.ctrlKey || event.altKey) return;
    const day = dayForKey(event.key, from, free);
    if (day === null) return;
    event.preventDefault();
    table.current?.querySelector<HTMLElement>(`[data-day="${day}"]`)?.focus();
  }

  return (
    <div>
      <div className="flex items-center justify-between">
        <MonthLink month={view.previousMonth} href={hrefForMonth} label="previousMonth" />
        <p className="font-display text-lg font-semibold" aria-live="polite">
          {monthWords(view.month, locale)}
        </p>
        <MonthLink month={view.nextMonth} href={hrefForMonth} label="nextMonth" />
      </div>
      <table
        ref={table}
        onKeyDown={onKeyDown}
        aria-busy={loading}
        className="mt-2 w-full table-fixed border-collapse"
      >
        <caption className="sr-only">{monthWords(view.month, locale)}</caption>
        <thead>
          <tr>
            {weekdayNames(locale).map(({ short, long }) => (
              <th key={long} scope="col" abbr={long} className="h-9 text-sm font-normal text-ink-faint">
                {short}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day} className="p-0.5 text-center">
                  {monthOf(day) === view.month && (
                    <Day
                      day={day}
                      view={view}
                      href={hrefForDay(day)}
                      loading={loading}
                      tabIndex={roving && day !== tabStop ? -1 : undefined}
                      onGo={onDay}
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {free.length === 0 && !loading && (
        <div className="mt-4">
          <p className="text-ink-soft">{t("monthEmpty", { month: monthWords(view.month, locale) })}</p>
        </div>
      )}
      {nextFree && (free.length === 0 || view.step === "day") && !loading && (
        <BookingLink
          href={hrefForDay(nextFree)}
          onGo={onDay}
          className={cn(
            buttonVariants({ size: "md" }),
            "mt-4 h-auto min-h-11 w-full py-2 whitespace-normal",
            free.length > 0 && "md:hidden",
          )}
        >
          {t("nextFree", { day: dayWords(nextFree, locale, view.today) })}
        </BookingLink>
      )}
    </div>
  );
}

function MonthLink({
  month,
  href,
  label,
}: {
  month: string | null;
  href: (month: string) => string;
  label: "previousMonth" | "nextMonth";
}) {
  const t = useTranslations("public.book");
  const locale = useLocale();
  const Icon = label === "previousMonth" ? ChevronLeft : ChevronRight;
  if (!month) return <span className="size-11" />;
  return (
    <BookingLink
      href={href(month)}
      aria-label={t(label, { month: monthWords(month, locale) })}
      className={buttonVariants({ variant: "ghost", size: "icon" })}
    >
      <Icon aria-hidden />
    </BookingLink>
  );
}

function Day({
  day,
  view,
  href,
  loading,
  tabIndex,
  onGo,
}: {
  day: string;
  view: BookingView;
  href: string;
  loading: boolean;
  tabIndex: number | undefined;
  onGo: () => void;
}) {
  const t = useTranslations("public.book");
  const locale = useLocale();
  const date = Number(day.slice(8));
  const count = view.days.get(day)?.length ?? 0;
  const isToday = day === view.today;
  const chosen = day === view.shownDay;
  if (loading) return <Skeleton className="mx-auto size-11" />;
  const words = dayWords(day, locale, view.today);
  const box =
    "mx-auto grid aspect-square max-h-12 w-full max-w-12 place-items-center rounded-md tabular-nums";
  if (count === 0) {
    return (
      <span className={cn(box, "text-ink-faint", isToday && "underline decoration-2 underline-offset-6")}>
        <span aria-hidden>{date}</span>
        <span className="sr-only">
          {t("dayFull", { day: words })}
          {isToday && `, ${t("today")}`}
        </span>
      </span>
    );
  }
  return (
    <BookingLink
      href={href}
      onGo={onGo}
      data-day={day}
      tabIndex={tabIndex}
      aria-current={chosen && view.step !== "day" ? "date" : undefined}
      aria-label={t("dayFree", { day: words, count }) + (isToday ? `, ${t("today")}` : "")}
      className={cn(
        box,
        "bg-sunk font-semibold transition-colors hover:bg-line",
        // Before anything is chosen a desk shows the times of the first free day; a phone does not.
        chosen && view.step !== "day" && "forced-colors:border-4",
        chosen && (view.step === "day" ? "md:bg-ink md:text-ground" : "bg-ink text-ground hover:bg-ink"),
        isToday && "underline decoration-2 underline-offset-6",
      )}
    >
      {date}
    </BookingLink>
  );
}
