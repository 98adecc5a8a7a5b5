"use client";

import { CalendarPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader, CardTitle } from "#components/ui/card.tsx";
import type { CalendarView } from "#lib/calendars/calendar-view.ts";
import { CalendarDialog } from "./calendar-dialog.tsx";
import { CalendarEntry } from "./calendar-entry.tsx";
import { SyncNowButton } from "./sync-now-button.tsx";

/** An artist and the calendars that say when they are free. */
export function ArtistCalendars({
  artist,
  configured,
  nowMs,
}: {
  artist: { id: string; name: string; timeZone: string; calendars: CalendarView[] };
  configured: boolean;
  nowMs: number;
}) {
  const t = useTranslations("console.calendars");
  const { calendars } = artist;
  const none = calendars.length === 0;
  const isWritten = (calendar: CalendarView) => calendar.purpose === "write";
  const connect = (
    <CalendarDialog artist={artist} calendar={null} hasWritten={calendars.some(isWritten)}>
      <Button
        size="sm"
        variant={none ? "secondary" : "ghost"}
        disabled={!configured}
        aria-label={t(none ? "connectNamed" : "anotherNamed", { name: artist.name })}
      >
        <CalendarPlus aria-hidden />
        {none ? t("connect") : t("another")}
      </Button>
    </CalendarDialog>
  );
  return (
    <Card aria-labelledby={`artist-${artist.id}`}>
      <CardHeader>
        <CardTitle id={`artist-${artist.id}`}>{artist.name}</CardTitle>
        <div className="flex flex-wrap gap-2">
          {!none && configured && <SyncNowButton artist={artist} />}
          {!none && connect}
        </div>
      </CardHeader>
      {none ? (
        <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 px-5 py-5">
          <div className="measure flex-1 basis-72">
            <p className="font-medium">{t("noneTitle")}</p>
            <p className="text-sm text-ink-soft">{t("none", { name: artist.name })}</p>
          </div>
          {connect}
        </div>
      ) : (
        <div className="divide-y">
          {calendars.map((calendar) => (
            <CalendarEntry
              key={calendar.id}
              artist={artist}
              calendar={calendar}
              hasOtherWritten={calendars.some((other) => other.id !== calendar.id && isWritten(other))}
              configured={configured}
              nowMs={nowMs}
            />
          ))}
        </div>
      )}
    </Card>
  );
}
