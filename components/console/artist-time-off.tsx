"use client";

import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { useToast } from "#components/ui/toast.tsx";
import type { ArtistView } from "#lib/artists/artist-view.ts";
import { callApi } from "./api.ts";
import { appointmentFilterHref } from "./appointment-filter.ts";
import { SpanRows } from "./span-rows.tsx";
import { TimeOffForm } from "./time-off-form.tsx";
import { spanWords } from "./time-off-words.ts";
import { useProblemWords } from "./use-problem-words.ts";

/** When an artist is away: what is entered already, and more of it. */
export function ArtistTimeOff({ artist, nowMs }: { artist: ArtistView; nowMs: number }) {
  const t = useTranslations("console.timeOff");
  const common = useTranslations("common");
  const locale = useLocale();
  const router = useRouter();
  const toast = useToast();
  const problemWords = useProblemWords();
  const [conflicts, setConflicts] = useState(0);
  const [removing, setRemoving] = useState<string | null>(null);
  const path = `/api/admin/artists/${encodeURIComponent(artist.id)}/time-off`;
  const ahead = artist.timeOff.filter(({ endMs }) => endMs > nowMs).sort((a, b) => a.startMs - b.startMs);
  const refused = (error: unknown) => toast({ text: problemWords(error), tone: "bad", durationMs: 10_000 });

  async function putBack({ startMs, endMs, note }: ArtistView["timeOff"][number]) {
    try {
      await callApi("POST", path, {
        startTime: new Date(startMs).toISOString(),
        endTime: new Date(endMs).toISOString(),
        ...(note ? { note } : {}),
      });
      toast({ text: t("putBack") });
      router.refresh();
    } catch (error) {
      refused(error);
    }
  }

  async function remove(entry: ArtistView["timeOff"][number]) {
    setRemoving(entry.id);
    try {
      await callApi("DELETE", `${path}?timeOffId=${encodeURIComponent(entry.id)}`);
      setConflicts(0);
      toast({ text: t("removed"), action: { label: common("undo"), onSelect: () => void putBack(entry) } });
      router.refresh();
    } catch (error) {
      refused(error);
    }
    setRemoving(null);
  }

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
          onRemove={(entry) => void remove(entry)}
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
