"use client";

import { UserLock, UserX } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useRef } from "react";
import { useListKeys } from "#components/console/use-list-keys.ts";
import { Link } from "#components/ui/link.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import { cn } from "#lib/core/cn.ts";
import type { CustomerRowView } from "#lib/customers/customer-view.ts";
import { customerHref } from "./customer-filter.ts";
import { TagMarks } from "./tag-marks.tsx";

/** Customers, a row each, with movement by keyboard. */
export function CustomerList({
  customers,
  nowMs,
  timeZone,
  label,
}: {
  customers: CustomerRowView[];
  nowMs: number;
  /** The studio's, IANA. */
  timeZone: string;
  label: string;
}) {
  const t = useTranslations("customers.list");
  const rules = useTranslations("rules.customer");
  const root = useRef<HTMLDivElement>(null);
  useListKeys(root, customers.map(({ id }) => id).join(" "));
  return (
    <div ref={root}>
      <ul aria-label={label} className="divide-y rounded-md border bg-raised">
        {customers.map((customer) => (
          <li
            key={customer.id}
            className="relative grid scroll-my-24 items-baseline gap-x-6 gap-y-1 px-4 py-3 leading-snug transition-colors first:rounded-t-md last:rounded-b-md focus-within:bg-sunk hover:bg-sunk sm:px-5 lg:grid-cols-[minmax(0,5fr)_minmax(0,4fr)_11rem]"
          >
            <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
              {/* The whole row leads there; what else can be pressed lies above it. */}
              <Link
                href={customerHref(customer.id)}
                data-row-link
                className="min-w-0 font-display text-base font-semibold break-words underline-offset-4 after:absolute after:inset-0 hover:underline"
              >
                {customer.name}
              </Link>
              {customer.blockedAt !== null && (
                <StatusBadge tone="bad" icon={UserLock}>
                  {rules("blocked")}
                </StatusBadge>
              )}
              {customer.noShows > 0 && (
                <StatusBadge tone="warn" icon={UserX}>
                  {rules("noShows", { count: customer.noShows })}
                </StatusBadge>
              )}
              <TagMarks tags={customer.tags} label={t("tagsOf", { name: customer.name })} />
            </div>
            <p className="flex min-w-0 flex-wrap gap-x-3 text-sm text-ink-soft">
              {customer.email && <span className="min-w-0 max-w-full truncate">{customer.email}</span>}
              {customer.phone && <span className="whitespace-nowrap tabular-nums">{customer.phone}</span>}
              {!customer.email && !customer.phone && <span className="text-ink-faint">{t("noContact")}</span>}
            </p>
            <Visits customer={customer} nowMs={nowMs} timeZone={timeZone} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** When they come next, or when they were last here, and how often. */
function Visits({
  customer,
  nowMs,
  timeZone,
}: {
  customer: CustomerRowView;
  nowMs: number;
  timeZone: string;
}) {
  const t = useTranslations("customers.list");
  const locale = useLocale();
  const { appointments, nextAppointmentMs, lastAppointmentMs } = customer;
  const atMs = nextAppointmentMs ?? lastAppointmentMs;
  return (
    // "No appointments" on every second line would only be in the way on a phone.
    <p className={cn("text-sm text-ink-soft lg:text-right", appointments === 0 && "max-lg:hidden")}>
      {atMs !== null && (
        // Above the row's link, so that the exact time shows on hover.
        <span className="relative">
          {t(nextAppointmentMs === null ? "last" : "next")}{" "}
          <RelativeTime
            atMs={atMs}
            nowMs={nowMs}
            timeZone={timeZone}
            locale={locale}
            className={nextAppointmentMs === null ? undefined : "font-medium text-ink"}
          />
        </span>
      )}
      <span className={atMs === null ? "text-ink-faint" : "max-lg:ml-2 lg:block lg:text-xs"}>
        {t("appointments", { count: appointments })}
      </span>
    </p>
  );
}
