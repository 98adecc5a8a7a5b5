"use client";

import { useLocale, useTranslations } from "next-intl";
import useSWR from "swr";
import { readApi } from "./api.ts";
import { fields, list, text } from "./json-fields.ts";
import type { PersonRole, Place } from "./navigation.ts";
import type { Command } from "./palette-filter.ts";
import { whenWords } from "./when-words.ts";

/** A command with what it does: go to a page, or `sync`, or show the `keys`. */
export type PaletteCommand = Command & { href?: string; act?: "sync" | "keys" };

const PENDING = "/api/appointments?status=PENDING&limit=20";

/** What the palette offers to somebody. Requests and artists are asked for when it is first opened. */
export function usePaletteCommands(
  role: PersonRole,
  places: readonly Place[],
  open: boolean,
): { commands: PaletteCommand[]; loading: boolean } {
  const t = useTranslations("console.palette");
  const nav = useTranslations("console.nav");
  const locale = useLocale();
  const artistData = useSWR<unknown>(open ? "/api/artists" : null, readApi, { shouldRetryOnError: false });
  const pendingData = useSWR<unknown>(open ? PENDING : null, readApi, { shouldRetryOnError: false });
  const artists = list(fields(artistData.data).artists).map((entry) => {
    const artist = fields(entry);
    return { id: text(artist.id), name: text(artist.name), timeZone: text(artist.timeZone) || "UTC" };
  });

  const requests = list(fields(pendingData.data).appointments).map((entry): PaletteCommand => {
    const request = fields(entry);
    const artist = artists.find(({ id }) => id === text(request.artistId));
    const startMs = Date.parse(text(request.startTime));
    const endMs = Date.parse(text(request.endTime));
    const when = Number.isNaN(startMs)
      ? null
      : whenWords({ startMs, endMs }, artist?.timeZone ?? "UTC", startMs, locale);
    return {
      id: `request-${text(request.id)}`,
      group: "requests",
      label: text(request.clientName),
      detail: [artist?.name, when && `${when.shortDate}, ${when.time}`].filter(Boolean).join(" · "),
      href: `/admin/appointments/${encodeURIComponent(text(request.id))}`,
    };
  });
  const actions: PaletteCommand[] = [
    ...(role === "admin"
      ? [
          { id: "new-artist", label: t("newArtist"), href: "/admin/artists?new=1" },
          { id: "new-service", label: t("newService"), href: "/admin/services?new=1" },
          { id: "invite", label: t("invite"), href: "/admin/users?new=1" },
        ]
      : []),
    { id: "new-customer", label: t("newCustomer"), href: "/customers?new=1" },
    { id: "new-token", label: t("newToken"), href: "/admin/tokens?new=1" },
    ...(role === "staff"
      ? []
      : [{ id: "sync", label: t("sync"), keywords: t("syncKeywords"), act: "sync" as const }]),
    { id: "keys", label: t("keys"), keywords: "?", act: "keys" as const },
    { id: "public", label: nav("public"), href: "/" },
  ].map((action): PaletteCommand => ({ group: "actions", ...action }));
  const pages = places.map(
    ({ key, href }): PaletteCommand => ({ id: `page-${key}`, group: "pages", label: nav(key), href }),
  );
  const people =
    role === "artist"
      ? []
      : artists.map(
          ({ id, name }): PaletteCommand => ({
            id: `artist-${id}`,
            group: "artists",
            label: name,
            href: `/admin/artists/${encodeURIComponent(id)}`,
          }),
        );
  return {
    commands: [...requests, ...pages, ...actions, ...people],
    loading: open && (artistData.isLoading || pendingData.isLoading),
  };
}
