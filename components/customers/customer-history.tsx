"use client";

import { CalendarX2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useId, useRef, useState } from "react";
import { AppointmentStatus } from "#components/console/appointment-status.tsx";
import { useListKeys } from "#components/console/use-list-keys.ts";
import { whenWords } from "#components/console/when-words.ts";
import { Button } from "#components/ui/button.tsx";
import { Link } from "#components/ui/link.tsx";
import type { CustomerAppointmentView } from "#lib/customers/customer-view.ts";

/** As many as are shown before somebody asks for all. */
const SHOWN = 12;

/** Somebody's appointments, the newest first, each leading to its page. */
export function CustomerHistory({
  history,
  nowMs,
  timeZone,
}: {
  history: CustomerAppointmentView[];
  nowMs: number;
  /** The studio's, IANA. */
  timeZone: string;
}) {
  const t = useTranslations("customers.history");
  const row = useTranslations("console.row");
  const locale = useLocale();
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const [all, setAll] = useState(false);
  const shown = all ? history : history.slice(0, SHOWN);
  useListKeys(root, shown.map((one) => one.id).join(" "));
  return (
    <section aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`} className="mb-3 text-sm font-semibold">
        {t("title")}
      </h2>
      {history.length === 0 ? (
        <p className="flex items-center gap-2 text-sm text-ink-soft">
          <CalendarX2 aria-hidden className="size-4 shrink-0 text-ink-faint" />
          {t("none")}
        </p>
      ) : (
        <div ref={root}>
          <ul aria-labelledby={`${id}-title`} className="divide-y rounded-md border bg-raised">
            {shown.map((one) => {
              const when = whenWords(one, timeZone, nowMs, locale);
              return (
                <li
                  key={one.id}
                  className="relative flex scroll-my-24 flex-wrap items-start justify-between gap-x-4 gap-y-1 px-4 py-3 leading-snug transition-colors first:rounded-t-md last:rounded-b-md focus-within:bg-sunk hover:bg-sunk"
                >
                  <div className="min-w-0 flex-1 basis-48">
                    <Link
                      href={`/admin/appointments/${encodeURIComponent(one.id)}`}
                      data-row-link
                      title={when.exact}
                      className="font-medium underline-offset-4 after:absolute after:inset-0 hover:underline"
                    >
                      <time dateTime={new Date(one.startMs).toISOString()}>
                        {t.rich("when", {
                          day: when.near ? row(when.near) : when.shortDate,
                          time: when.time,
                          whole: (words) => <span className="whitespace-nowrap">{words}</span>,
                        })}
                      </time>
                    </Link>
                    <p className="text-sm text-ink-soft">
                      {row("what", { service: one.serviceName, artist: one.artistName })}
                    </p>
                    {one.bookedAs !== null && (
                      <p className="text-sm text-ink-soft">{t("bookedAs", { name: one.bookedAs })}</p>
                    )}
                  </div>
                  <AppointmentStatus status={one.status} />
                </li>
              );
            })}
          </ul>
          {shown.length < history.length && (
            <Button size="sm" variant="ghost" className="mt-3" onClick={() => setAll(true)}>
              {t("all", { count: history.length })}
            </Button>
          )}
        </div>
      )}
    </section>
  );
}
