"use client";

import { timeRange } from "#components/booking/clock-words.ts";
import { cn } from "#lib/core/cn.ts";
import type { ScheduleItem as Item } from "#lib/schedule/schedule-view.ts";
import type { DaySpan } from "./day-span.ts";
import { itemLook } from "./item-look.ts";
import { type Placed, SHORTEST_MS } from "./layout-items.ts";
import { useItemWords } from "./use-item-words.ts";

const MINUTE = 60_000;

/** One item in its column. A link where there is a page about it, so that it leads there without JavaScript, too. */
export function ScheduleItem({
  placed,
  span,
  nowMs,
  movable,
  dimmed,
  onOpen,
}: {
  placed: Placed<Item>;
  span: DaySpan;
  nowMs: number;
  movable: boolean;
  /** It is on its way elsewhere. */
  dimmed: boolean;
  onOpen: (item: Item) => void;
}) {
  const words = useItemWords();
  const { item, lane, lanes, startMs, endMs, continuesBefore, continuesAfter } = placed;
  const { icon: Icon, classes } = itemLook(item, nowMs);
  const { name, what } = words(item);
  const time = timeRange(item.startMs, item.endMs, span.zone);
  const minutes = Math.max(endMs - startMs, SHORTEST_MS) / MINUTE;
  const past = item.endMs <= nowMs;
  const shared = {
    "data-item": item.id,
    "data-movable": movable || undefined,
    title: `${time} ${name}, ${what}`,
    className: cn(
      "absolute z-10 flex flex-col overflow-hidden rounded-sm border border-l-4 px-1.5 text-left text-xs leading-4 no-underline transition-shadow select-none [-webkit-touch-callout:none] hover:z-20 hover:shadow-float focus-visible:z-20",
      minutes >= 30 ? "py-1" : "py-0",
      classes,
      movable && "cursor-grab touch-pan-y",
      past && "text-ink-soft",
      dimmed && "opacity-40",
      continuesBefore && "rounded-t-none border-t-0",
      continuesAfter && "rounded-b-none border-b-0",
    ),
    style: {
      top: (startMs - span.startMs) / MINUTE,
      height: minutes - 1,
      left: `calc(${(lane / lanes) * 100}% + 1px)`,
      width: `calc(${100 / lanes}% - 3px)`,
    },
  };
  const inside = (
    <>
      <span className="flex min-w-0 gap-1">
        <Icon aria-hidden className="mt-px size-3.5 shrink-0" />
        <span
          className={cn("min-w-0 font-semibold", minutes >= 75 ? "line-clamp-2 break-words" : "truncate")}
        >
          {name}
        </span>
      </span>
      <span className={minutes >= 44 ? "truncate tabular-nums" : "sr-only"}>{time}</span>
      <span className={minutes >= 62 ? "truncate text-ink-soft" : "sr-only"}>{what}</span>
      {movable && !continuesAfter && (
        <span data-resize className="absolute inset-x-0 bottom-0 h-2 cursor-ns-resize max-sm:hidden" />
      )}
    </>
  );
  if (item.kind === "appointment")
    return (
      <a
        {...shared}
        href={`/admin/appointments/${encodeURIComponent(item.id)}`}
        // Said so that the bar of a page on its way does not take a press for one.
        target="_top"
        draggable={false}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          onOpen(item);
        }}
      >
        {inside}
      </a>
    );
  return (
    <button {...shared} type="button" onClick={() => onOpen(item)}>
      {inside}
    </button>
  );
}
