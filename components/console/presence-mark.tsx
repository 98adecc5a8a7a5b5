"use client";

import { useTranslations } from "next-intl";
import useSWR from "swr";
import { cn } from "#lib/core/cn.ts";
import { readApi } from "./api.ts";
import { fields, list, text } from "./json-fields.ts";

const REFRESH_MS = 60_000;

const COLOURS: Record<string, string> = {
  online: "bg-good",
  away: "bg-warn",
  busy: "bg-bad",
  dnd: "bg-bad",
};

/** How Nextcloud says an artist is, beside the name; nothing where it does not tell, or the artist is offline. */
export function PresenceMark({ artistId }: { artistId: string }) {
  const t = useTranslations("console.presence");
  const { data } = useSWR("/api/nextcloud/presence", readApi, {
    refreshInterval: REFRESH_MS,
    shouldRetryOnError: false,
  });
  const found = list(fields(data).artists)
    .map(fields)
    .find((artist) => text(artist.artistId) === artistId);
  const status = text(found?.status);
  const colour = COLOURS[status];
  if (!found || !colour) return null;
  const words = [text(found.icon), text(found.message)].filter(Boolean).join(" ");
  return (
    <span className="inline-flex max-w-full items-center gap-1.5 text-sm text-ink-soft">
      <span aria-hidden className={cn("size-2 shrink-0 rounded-full", colour)} />
      <span className="truncate">{words || t(status)}</span>
      {words && <span className="sr-only">({t(status)})</span>}
    </span>
  );
}
