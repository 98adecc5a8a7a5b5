"use client";

import { LayoutGrid, List, Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { cn } from "#lib/core/cn.ts";
import { type Order, orders } from "./file-order.ts";

/** How the files are looked at: by name, in which order, as pictures or lines. */
export function MediaToolbar({
  filter,
  onFilter,
  order,
  onOrder,
  view,
  onView,
}: {
  filter: string;
  onFilter: (filter: string) => void;
  order: Order;
  onOrder: (order: Order) => void;
  view: "grid" | "list";
  onView: (view: "grid" | "list") => void;
}) {
  const t = useTranslations("media.toolbar");
  return (
    <div className="flex min-w-0 flex-1 items-center gap-2 sm:flex-none">
      <span className="relative min-w-0 flex-1 sm:w-48 sm:flex-none">
        <Search
          aria-hidden
          className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-ink-faint"
        />
        <Input
          type="search"
          value={filter}
          aria-label={t("filter")}
          placeholder={t("filterShort")}
          onChange={(event) => onFilter(event.target.value)}
          onKeyDown={(event) => event.key === "Escape" && onFilter("")}
          className="h-9 px-9 text-sm [&::-webkit-search-cancel-button]:hidden"
        />
        {filter !== "" && (
          <button
            type="button"
            aria-label={t("clear")}
            onClick={() => onFilter("")}
            className="absolute top-1/2 right-1 grid size-7 -translate-y-1/2 place-items-center rounded-sm text-ink-soft hover:bg-sunk"
          >
            <X aria-hidden className="size-4" />
          </button>
        )}
      </span>
      <Select
        value={order}
        aria-label={t("order")}
        onChange={(event) => onOrder(orders.find((one) => one === event.target.value) ?? "newest")}
        className="w-32 shrink-0 [&_select]:h-9 [&_select]:text-sm"
      >
        {orders.map((one) => (
          <option key={one} value={one}>
            {t(`by.${one}`)}
          </option>
        ))}
      </Select>
      <fieldset aria-label={t("view")} className="flex shrink-0 rounded-md border border-line-strong">
        {(["grid", "list"] as const).map((one) => {
          const Icon = one === "grid" ? LayoutGrid : List;
          return (
            <button
              key={one}
              type="button"
              aria-pressed={view === one}
              aria-label={t(one)}
              title={t(one)}
              onClick={() => onView(one)}
              className={cn(
                "grid h-[2.125rem] w-9 place-items-center text-ink-soft transition-colors hover:text-ink aria-pressed:bg-sunk aria-pressed:text-ink",
                one === "grid" ? "rounded-l-md" : "rounded-r-md",
              )}
            >
              <Icon aria-hidden className="size-4" />
            </button>
          );
        })}
      </fieldset>
    </div>
  );
}
