"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Label } from "#components/ui/label.tsx";
import { Link } from "#components/ui/link.tsx";
import { Select } from "#components/ui/select.tsx";
import { type AppointmentFilter, appointmentFilterHref, statusFilters } from "./appointment-filter.ts";
import { AppointmentSearch } from "./appointment-search.tsx";
import { useGo } from "./navigation-progress.tsx";

/** Which appointments to show: links for the state, a select for the artist where there are several. */
export function AppointmentFilters({
  filter,
  artists,
}: {
  filter: AppointmentFilter;
  /** Empty for an artist, who sees only their own. */
  artists: { id: string; name: string }[];
}) {
  const t = useTranslations("console.filters");
  const go = useGo();
  const id = useId();
  return (
    <div className="mb-6 space-y-3">
      <AppointmentSearch filter={filter} />
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <nav aria-label={t("label")} className="-mx-4 max-w-[100vw] overflow-x-auto px-4 sm:mx-0 sm:px-0">
          <ul className="flex gap-1 py-1">
            {statusFilters.map((status) => (
              <li key={status}>
                <Link
                  href={appointmentFilterHref({ status, artist: filter.artist, q: filter.q })}
                  aria-current={status === filter.status ? "page" : undefined}
                  className="flex h-9 items-center rounded-md px-3 text-sm font-medium whitespace-nowrap text-ink-soft transition-colors -outline-offset-2 hover:bg-sunk hover:text-ink aria-[current=page]:bg-ink aria-[current=page]:text-ground"
                >
                  {t(status)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        {artists.length > 1 && (
          <div className="flex items-center gap-2">
            <Label htmlFor={id} className="sr-only">
              {t("artist")}
            </Label>
            <Select
              id={id}
              className="w-48 [&_select]:h-9 [&_select]:text-sm"
              value={filter.artist ?? ""}
              onChange={(event) =>
                go(appointmentFilterHref({ ...filter, page: 1, artist: event.target.value || null }))
              }
            >
              <option value="">{t("everyone")}</option>
              {artists.map((artist) => (
                <option key={artist.id} value={artist.id}>
                  {artist.name}
                </option>
              ))}
            </Select>
          </div>
        )}
      </div>
    </div>
  );
}
