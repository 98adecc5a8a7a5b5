"use client";

import { CircleOff } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useRef } from "react";
import { zoneCity } from "#components/booking/zone-name.ts";
import { Link } from "#components/ui/link.tsx";
import { StatusBadge } from "#components/ui/status-badge.tsx";
import type { ArtistView } from "#lib/artists/artist-view.ts";
import type { ServiceView } from "#lib/services/service-view.ts";
import { Portrait } from "./portrait.tsx";
import { PresenceMark } from "./presence-mark.tsx";
import { useListKeys } from "./use-list-keys.ts";
import { hoursOf, weekMinutes, weekOf } from "./working-hours.ts";

/** All artists, those who can be booked and those who cannot, and what is missing for it. */
export function ArtistRows({
  artists,
  services,
  studioZone,
}: {
  artists: ArtistView[];
  services: Pick<ServiceView, "id" | "name" | "active">[];
  studioZone: string;
}) {
  const t = useTranslations("console.artists");
  const locale = useLocale();
  const root = useRef<HTMLDivElement>(null);
  useListKeys(root, artists.map(({ id }) => id).join(" "));
  const nameOf = new Map(services.filter(({ active }) => active).map(({ id, name }) => [id, name]));
  return (
    <div ref={root}>
      <ul aria-label={t("title")} className="divide-y rounded-md border bg-raised">
        {artists.map((artist) => {
          const offered = artist.serviceIds.flatMap((id) => nameOf.get(id) ?? []);
          const week = weekOf(artist.hours);
          const fromNextcloud = artist.hoursSource === "nextcloud";
          const days = new Set(hoursOf(week).map(({ weekday }) => weekday)).size;
          return (
            <li
              key={artist.id}
              className="flex items-center gap-4 px-4 py-3.5 transition-colors first:rounded-t-md last:rounded-b-md focus-within:bg-sunk hover:bg-sunk sm:px-5"
            >
              <Portrait name={artist.name} pictureUrl={artist.pictureUrl} className="size-12 bg-ground" />
              <div className="min-w-0 flex-1 leading-snug">
                <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <Link
                    href={`/admin/artists/${encodeURIComponent(artist.id)}`}
                    data-row-link
                    className="font-display text-base font-semibold break-words underline-offset-4 hover:underline"
                  >
                    {artist.name}
                  </Link>
                  <PresenceMark artistId={artist.id} />
                  {!artist.active && (
                    <StatusBadge tone="neutral" icon={CircleOff}>
                      {t("inactive")}
                    </StatusBadge>
                  )}
                  {artist.active && offered.length === 0 && (
                    <StatusBadge tone="warn">{t("noServices")}</StatusBadge>
                  )}
                  {artist.active && !fromNextcloud && days === 0 && (
                    <StatusBadge tone="warn">{t("noHours")}</StatusBadge>
                  )}
                </div>
                <p className="text-sm text-ink-soft">
                  {[
                    fromNextcloud && t("hoursFromNextcloud"),
                    !fromNextcloud &&
                      days > 0 &&
                      t("hoursLine", { days, hours: Math.round(weekMinutes(week) / 6) / 10 }),
                    artist.timeZone !== studioZone &&
                      t("zoneLine", { city: zoneCity(artist.timeZone, locale) }),
                    offered.join(", "),
                  ]
                    .filter(Boolean)
                    .join(" · ")}
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
