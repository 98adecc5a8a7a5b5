"use client";

import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { priceWords } from "./price-words.ts";
import { readFigures } from "./read-rows.ts";
import { useWidget } from "./use-widget.ts";

/** How many orders and how much they are worth, from one instant to another (ISO 8601). It may be missing; the list stays. */
export function OrderFiguresLine({ from, to }: { from: string; to: string }) {
  const t = useTranslations("widgets.orders");
  const locale = useLocale();
  const { data, problem } = useWidget(
    `/api/integrations/plentyone/stats?${new URLSearchParams({ from, to })}`,
    readFigures,
  );
  if (data === null || (data === undefined && problem))
    return <p className="border-b px-4 py-2.5 text-sm text-ink-soft">{t("noFigures")}</p>;
  return (
    <dl className="grid grid-cols-2 border-b">
      {data === undefined ? (
        <>
          <Figure label={<Skeleton className="mt-1 h-3.5 w-20" />}>
            <Skeleton className="h-6 w-10" />
          </Figure>
          <Figure label={<Skeleton className="mt-1 h-3.5 w-16" />}>
            <Skeleton className="h-6 w-24" />
          </Figure>
        </>
      ) : (
        <>
          <Figure label={t("count", { count: data.orders })}>{data.orders}</Figure>
          <Figure label={t("revenue")}>
            {data.revenue.length === 0
              ? "–"
              : data.revenue.map(({ currency, total }) => priceWords(total, currency, locale)).join(" + ")}
          </Figure>
        </>
      )}
    </dl>
  );
}

function Figure({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-col-reverse px-4 py-3 not-first:border-l">
      <dt className="text-xs text-ink-soft">{label}</dt>
      <dd className="font-display text-xl leading-tight font-semibold tabular-nums">{children}</dd>
    </div>
  );
}
