"use client";

import { ExternalLink, RefreshCw } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { LinkButton } from "#components/ui/link-button.tsx";
import { RelativeTime } from "#components/ui/relative-time.tsx";
import type { NextcloudHoursView } from "#lib/artists/show-nextcloud-hours.ts";
import { ArtistHoursWeek } from "./artist-hours-week.tsx";
import { useHoursCause } from "./use-hours-cause.ts";

/** The hours read from Nextcloud, how old they are, why not newer, and where they are changed. */
export function ArtistHoursNextcloud({
  hours,
  timeZone,
  nowMs,
  reading,
  onReadAgain,
}: {
  hours: NextcloudHoursView;
  timeZone: string;
  nowMs: number;
  reading: boolean;
  onReadAgain: () => void;
}) {
  const t = useTranslations("console.hoursSource");
  const locale = useLocale();
  const causeOf = useHoursCause();
  const cause = hours.errorKey === null ? null : causeOf(hours.errorKey);
  return (
    <div className="space-y-5">
      {cause && (
        <Alert tone="warn" title={cause.title}>
          <p>
            {cause.meaning} {t("stays")}
          </p>
          <p className="mt-1 font-medium">{cause.cure}</p>
        </Alert>
      )}
      {hours.times && <ArtistHoursWeek times={hours.times} />}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {hours.readAt !== null && (
          <p className="mr-auto text-sm text-ink-soft">
            {t("readOf", { user: hours.user ?? "" })}{" "}
            <RelativeTime atMs={hours.readAt} nowMs={nowMs} timeZone={timeZone} locale={locale} />
          </p>
        )}
        <Button size="sm" variant="ghost" busy={reading} onClick={onReadAgain}>
          {!reading && <RefreshCw aria-hidden />}
          {t("again")}
        </Button>
        {hours.settingsUrl !== null && (
          <LinkButton size="sm" href={hours.settingsUrl} target="_blank" rel="noreferrer">
            <ExternalLink aria-hidden />
            {t("edit")}
          </LinkButton>
        )}
      </div>
    </div>
  );
}
