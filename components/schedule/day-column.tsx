"use client";

import { useLocale, useTranslations } from "next-intl";
import { dayWords, timeRange } from "#components/booking/clock-words.ts";
import { cn } from "#lib/core/cn.ts";
import type { ScheduleItem as Item } from "#lib/schedule/schedule-view.ts";
import type { BoardColumn, ChosenTime } from "./board-types.ts";
import { hatched } from "./item-look.ts";
import { layoutItems } from "./layout-items.ts";
import { ScheduleItem } from "./schedule-item.tsx";
import { useItemWords } from "./use-item-words.ts";

const MINUTE = 60_000;

/** True for what lies behind the others: time nobody works. */
export function isGround(item: Item): boolean {
  return item.kind === "time_off" || item.kind === "closure";
}

/** A day of an artist, by instants: a minute is a pixel, so a day when the clocks change is longer or shorter. */
export function DayColumn({
  column,
  items,
  nowMs,
  chosen,
  chosenTone,
  ownHours,
  movable,
  onOpen,
}: {
  column: BoardColumn;
  /** What lies in it, without what takes the whole day. */
  items: readonly Item[];
  nowMs: number;
  chosen: ChosenTime | null;
  chosenTone: "free" | "busy";
  /** Its hours differ from those at the side. */
  ownHours: boolean;
  movable: (id: string) => boolean;
  onOpen: (item: Item) => void;
}) {
  const t = useTranslations("schedule");
  const words = useItemWords();
  const locale = useLocale();
  const { span, schedule } = column;
  const offset = (ms: number) => (ms - span.startMs) / MINUTE;
  const clipped = ({ startMs, endMs }: { startMs: number; endMs: number }) => {
    const top = offset(Math.max(startMs, span.startMs));
    return { top, height: Math.max(0, offset(Math.min(endMs, span.endMs)) - top) };
  };
  const touches = (one: { startMs: number; endMs: number }) =>
    one.endMs > span.startMs && one.startMs < span.endMs;
  const here = chosen && chosen.artistId === schedule.artist.id && touches(chosen) ? chosen : null;
  const label = `${schedule.artist.name}, ${dayWords(span.day, locale)}`;
  const isNow = span.startMs <= nowMs && nowMs < span.endMs;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for the fields of a form
    <div
      role="group"
      aria-label={label}
      data-column={column.key}
      className={cn(
        "relative min-w-0 flex-1 border-l bg-sunk",
        !column.onDesk && "sm:hidden",
        !column.onPhone && "max-sm:hidden",
      )}
      style={{ height: offset(span.endMs) }}
    >
      {schedule.open.filter(touches).map((open) => (
        <div key={open.startMs} className="absolute inset-x-0 bg-raised" style={clipped(open)} />
      ))}
      {nowMs > span.startMs && (
        <div
          className="absolute inset-x-0 top-0 bg-sunk/60"
          style={{ height: clipped({ startMs: span.startMs, endMs: nowMs }).height }}
        />
      )}
      {span.hours.map(({ atMinute, label }) => (
        <div
          key={atMinute}
          aria-hidden
          className="pointer-events-none absolute inset-x-0 border-t border-line"
          style={{ top: atMinute }}
        >
          {ownHours && <span className="absolute top-0 right-1 text-xs text-ink-faint">{label}</span>}
        </div>
      ))}
      {items
        .filter((item) => isGround(item) && touches(item))
        .map((item) => (
          <button
            key={item.id}
            type="button"
            data-item={item.id}
            onClick={() => onOpen(item)}
            className={cn(
              "absolute inset-x-0 border-y border-line-strong bg-sunk px-2 py-1 text-left text-xs font-medium text-ink-soft",
              hatched,
            )}
            style={clipped(item)}
          >
            <span className="block truncate">{words(item).name}</span>
            <span className="sr-only">
              {`${timeRange(item.startMs, item.endMs, span.zone)}, ${words(item).what}`}
            </span>
          </button>
        ))}
      {layoutItems(
        items.filter((item) => !isGround(item)),
        span,
      ).map((placed) => (
        <ScheduleItem
          key={placed.item.id}
          placed={placed}
          span={span}
          nowMs={nowMs}
          movable={movable(placed.item.id)}
          dimmed={chosen?.itemId === placed.item.id}
          onOpen={onOpen}
        />
      ))}
      {here && (
        <div
          data-ghost
          className={cn(
            "pointer-events-none absolute inset-x-0.5 z-30 rounded-sm border-2 border-dashed px-1.5 py-0.5 text-xs font-semibold shadow-float tabular-nums",
            chosenTone === "busy" ? "border-bad bg-bad-ground text-bad" : "border-ink bg-raised text-ink",
          )}
          style={clipped(here)}
        >
          {timeRange(here.startMs, here.endMs, span.zone)}
          {chosenTone === "busy" && <span className="block">{t("taken")}</span>}
        </div>
      )}
      {isNow && (
        <div
          aria-hidden
          data-now
          className="pointer-events-none absolute inset-x-0 z-20 border-t-2 border-accent"
          style={{ top: offset(nowMs) }}
        >
          <span className="absolute -top-1.25 -left-1 size-2 rounded-full bg-accent" />
        </div>
      )}
    </div>
  );
}
