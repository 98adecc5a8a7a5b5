"use client";

import { useLocale, useTranslations } from "next-intl";
import { TimeCheckLine } from "#components/console/time-check-line.tsx";
import { useTimeCheck } from "#components/console/use-time-check.ts";
import { whenWords } from "#components/console/when-words.ts";
import { Button } from "#components/ui/button.tsx";
import type { AppointmentItem, ChosenTime } from "./board-types.ts";

/** The time somebody is moving an appointment to, and whether it is free there. With the keyboard, keep or leave. */
export function ChosenBar({
  chosen,
  item,
  nowMs,
  byKeys,
  onKeep,
  onLeave,
}: {
  chosen: ChosenTime;
  item: AppointmentItem;
  nowMs: number;
  byKeys: boolean;
  onKeep: () => void;
  onLeave: () => void;
}) {
  const t = useTranslations("schedule.move");
  const locale = useLocale();
  const { artist, service, clientName } = item.appointment;
  const past = chosen.startMs <= nowMs;
  const { check, checking, failed } = useTimeCheck(
    past
      ? null
      : {
          appointmentId: item.id,
          artistId: artist.id,
          serviceId: service.id,
          startMs: chosen.startMs,
          endMs: chosen.endMs,
        },
  );
  const when = whenWords(chosen, artist.timeZone, nowMs, locale);
  return (
    <div className="pointer-events-none fixed inset-x-3 bottom-20 z-40 flex justify-center lg:right-6 lg:bottom-6 lg:left-66">
      <div className="pointer-events-auto w-full max-w-md rounded-md border bg-raised px-4 py-3 shadow-float">
        <p className="font-medium">
          {clientName}: <span className="tabular-nums">{`${when.shortDate}, ${when.time}`}</span>
        </p>
        <TimeCheckLine past={past} check={check} checking={checking} failed={failed} artist={artist.name} />
        {byKeys && (
          <div className="mt-2 flex items-center gap-2">
            <Button size="sm" variant="primary" onClick={onKeep}>
              {t("keep")}
            </Button>
            <Button size="sm" variant="ghost" onClick={onLeave}>
              {t("leave")}
            </Button>
            <span className="text-xs text-ink-faint max-sm:hidden">{t("keys")}</span>
          </div>
        )}
      </div>
    </div>
  );
}
