"use client";

import { ShoppingBag } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { WidgetProps } from "./dashboard-facts.ts";
import { ListWidget } from "./list-widget.tsx";
import { OrderFiguresLine } from "./order-figures.tsx";
import { priceWords } from "./price-words.ts";
import { type OrderRow, readOrders } from "./read-rows.ts";
import { RowTime, WidgetRow } from "./widget-row.tsx";

/** What the shop sold today: how much, and the newest orders. */
export function OrdersWidget({
  todayMs: [fromMs, toMs],
  ...props
}: WidgetProps & { todayMs: readonly [from: number, to: number] }) {
  const t = useTranslations("widgets");
  const locale = useLocale();
  const from = new Date(fromMs).toISOString();
  return (
    <ListWidget
      {...props}
      title={t("names.orders")}
      path={`/api/integrations/plentyone/orders?${new URLSearchParams({ createdFrom: from, limit: "10" })}`}
      read={readOrders}
      narrow={4}
      empty={{ icon: ShoppingBag, title: t("orders.emptyTitle"), text: t("orders.empty") }}
      above={<OrderFiguresLine from={from} to={new Date(toMs).toISOString()} />}
    >
      {(row, nowMs) => (
        <WidgetRow
          key={row.id}
          url={null}
          title={row.buyer ?? t("orders.number", { id: String(row.id) })}
          at={null}
          nowMs={nowMs}
          aside={
            <span className="shrink-0 text-sm font-medium tabular-nums">
              {priceWords(row.total, row.currency, locale)}
            </span>
          }
        >
          <span className="flex items-baseline gap-3">
            <span className="min-w-0 flex-1 truncate">
              {row.status.name ?? t("orders.status", { id: String(row.status.id) })}
              {row.items.length > 0 && ` · ${itemWords(row)}`}
            </span>
            <RowTime at={row.createdAt} nowMs={nowMs} />
          </span>
        </WidgetRow>
      )}
    </ListWidget>
  );

  function itemWords({ items }: OrderRow): string {
    const [first] = items;
    if (!first) return "";
    const words =
      first.quantity === 1
        ? first.name
        : t("orders.pieces", { quantity: String(first.quantity), name: first.name });
    return items.length === 1 ? words : t("orders.moreItems", { first: words, count: items.length - 1 });
  }
}
