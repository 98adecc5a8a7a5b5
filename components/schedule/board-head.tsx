"use client";

import { useLocale, useTranslations } from "next-intl";
import { dayWords, monthWords, weekdayNames, zonedClock } from "#components/booking/clock-words.ts";
import { Link } from "#components/ui/link.tsx";
import { cn } from "#lib/core/cn.ts";
import { weekdayOf } from "#lib/core/time-zone.ts";
import type { BoardColumn } from "./board-types.ts";

/** The names of the columns: days, each with the way to it alone, or artists. */
export function BoardHead({
  columns,
  nowMs,
  dayHref,
  byArtist,
}: {
  columns: readonly BoardColumn[];
  nowMs: number;
  dayHref: Record<string, string>;
  byArtist: boolean;
}) {
  const t = useTranslations("schedule");
  const locale = useLocale();
  const names = weekdayNames(locale);
  return (
    <div className="sticky top-14 z-25 flex rounded-t-md bg-raised lg:top-0">
      <div className="w-12 shrink-0" />
      {columns.map((column) => {
        const { day, zone } = column.span;
        const isToday = zonedClock(nowMs, zone).day === day;
        const weekday = names[weekdayOf(day) - 1];
        return (
          <div
            key={column.key}
            className={cn(
              "min-w-0 flex-1 border-l px-1 py-1.5 text-center leading-tight",
              !column.onDesk && "sm:hidden",
              !column.onPhone && "max-sm:hidden",
            )}
          >
            {byArtist ? (
              <span className="block truncate py-1.5 font-display font-semibold">
                {column.schedule.artist.name}
              </span>
            ) : (
              <Link
                href={dayHref[column.key] ?? "/schedule"}
                aria-current={isToday ? "date" : undefined}
                title={dayWords(day, locale)}
                className="inline-flex min-h-11 flex-col items-center justify-center rounded-sm px-2 hover:bg-sunk"
              >
                <span className="text-xs text-ink-soft">{weekday?.short}</span>
                <span
                  className={cn(
                    "grid size-7 place-items-center font-display font-semibold tabular-nums",
                    isToday && "rounded-full bg-ink text-ground",
                  )}
                >
                  {Number(day.slice(8))}
                </span>
                <span className="sr-only">
                  {monthWords(day.slice(0, 7), locale)}
                  {isToday && `, ${t("head.today")}`}
                </span>
              </Link>
            )}
          </div>
        );
      })}
    </div>
  );
}
