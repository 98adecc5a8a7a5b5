"use client";

import { useTranslations } from "next-intl";
import { cn } from "#lib/core/cn.ts";
import type { ScheduleItem as Item } from "#lib/schedule/schedule-view.ts";
import type { BoardColumn } from "./board-types.ts";
import { itemLook } from "./item-look.ts";
import { useItemWords } from "./use-item-words.ts";

/** What takes whole days, above the hours. */
export function AllDayRow({
  columns,
  itemsOf,
  nowMs,
  onOpen,
}: {
  columns: readonly BoardColumn[];
  itemsOf: (column: BoardColumn) => readonly Item[];
  nowMs: number;
  onOpen: (item: Item, column: BoardColumn) => void;
}) {
  const t = useTranslations("schedule");
  const words = useItemWords();
  if (columns.every((column) => itemsOf(column).length === 0)) return null;
  return (
    <div className="flex border-t">
      <div className="w-12 shrink-0 py-1.5 pr-1.5 text-right text-xs leading-tight text-ink-faint">
        {t("allDay")}
      </div>
      {columns.map((column) => (
        <ul
          key={column.key}
          className={cn(
            "min-w-0 flex-1 space-y-1 border-l p-1",
            !column.onDesk && "sm:hidden",
            !column.onPhone && "max-sm:hidden",
          )}
        >
          {itemsOf(column).map((item) => {
            const { icon: Icon, classes } = itemLook(item, nowMs);
            const { name, what } = words(item);
            return (
              <li key={item.id}>
                <button
                  type="button"
                  title={`${name}, ${what}`}
                  onClick={() => onOpen(item, column)}
                  className={cn(
                    "flex min-h-7 w-full min-w-0 items-center gap-1 rounded-sm border border-l-4 px-1.5 text-left text-xs font-semibold",
                    classes,
                  )}
                >
                  <Icon aria-hidden className="size-3.5 shrink-0" />
                  <span className="min-w-0 truncate">{name}</span>
                  <span className="sr-only">{what}</span>
                </button>
              </li>
            );
          })}
        </ul>
      ))}
    </div>
  );
}
