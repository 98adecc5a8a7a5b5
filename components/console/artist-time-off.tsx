"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import type { ArtistView } from "#lib/artists/artist-view.ts";
import { callApi } from "./api.ts";
import { appointmentFilterHref } from "./appointment-filter.ts";
import { SpanRows } from "./span-rows.tsx";
import { TimeOffForm } from "./time-off-form.tsx";
import { spanWords } from "./time-off-words.ts";
import { useRemoval } from "./use-removal.ts";

/** When an artist is away: what is entered already, and more of it. */
export function ArtistTimeOff({ artist, nowMs }: { artist: ArtistView; nowMs: number }) {
  const t = useTranslations("console.timeOff");
  const locale = useLocale();
  const [conflicts, setConflicts] = useState(0);
  const path = `/api/admin/artists/${encodeURIComponent(artist.id)}/time-off`;
  const ahead = artist.timeOff.filter(({ endMs }) => endMs > nowMs).sort((a, b) => a.startMs - b.startMs);
  const { removing, remove } = useRemoval<ArtistView["timeOff"][number]>({
    remove: ({ id }) => callApi("DELETE", `${path}?timeOffId=${encodeURIComponent(id)}`),
    putBack: ({ startMs, endMs, note }) =>
      callApi("POST", path, {
        startTime: new Date(startMs).toISOString(),
        endTime: new Date(endMs).toISOString(),
        ...(note ? { note } : {}),
      }),
    removedWords: () => t("removed"),
    putBackWords: t("putBack"),
    onRemoved: () => setConflicts(0),
  });

  return (
    <div className="space-y-6">
      {ahead.length === 0 ? (
        <p className="text-ink-soft">{t("none")}</p>
      ) : (
        <SpanRows
          label={t("title")}
          entries={ahead}
          wordsOf={(entry) => spanWords(entry, artist.timeZone, locale, nowMs)}
          removeLabel={(span) => t("removeNamed", { span })}
          removing={removing}
          onRemove={remove}
        />
      )}
      {conflicts > 0 && (
        <Alert
          tone="warn"
          role="alert"
          title={t("conflictsTitle", { count: conflicts })}
          action={
            <LinkButton size="sm" href={appointmentFilterHref({ artist: artist.id })}>
              {t("conflictsAction")}
            </LinkButton>
          }
        >
          {t("conflicts")}
        </Alert>
      )}
      <TimeOffForm artist={artist} nowMs={nowMs} onAdded={setConflicts} />
    </div>
  );
}
