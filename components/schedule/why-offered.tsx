"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import useSWR from "swr";
import { timeRange } from "#components/booking/clock-words.ts";
import { readApi } from "#components/console/api.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { Spinner } from "#components/ui/spinner.tsx";
import { BlockingLine } from "./blocking-line.tsx";
import { readAppointmentExplanation } from "./read-explanation.ts";
import { ReadingLines } from "./reading-lines.tsx";
import { useMoment } from "./use-moment.ts";

/** Why an appointment could be made at its time: what was known then, and what has come since. Asked when opened. */
export function WhyOffered({
  appointment,
}: {
  appointment: { id: string; version: number; artist: { name: string; timeZone: string } };
}) {
  const t = useTranslations("schedule.whyOffered");
  const [open, setOpen] = useState(false);
  return (
    <details
      className="rounded-md border"
      onToggle={(event) => setOpen(event.currentTarget.open)}
      data-why-offered
    >
      <summary className="min-h-11 cursor-pointer px-4 py-2.5 font-medium">{t("title")}</summary>
      <div className="border-t px-4 py-4">{open && <Answer appointment={appointment} />}</div>
    </details>
  );
}

function Answer({
  appointment: { id, version, artist },
}: {
  appointment: { id: string; version: number; artist: { name: string; timeZone: string } };
}) {
  const t = useTranslations("schedule.whyOffered");
  const problemWords = useProblemWords();
  const zone = artist.timeZone;
  const moment = useMoment(zone);
  // The version renews the answer when the appointment moves.
  const { data, error } = useSWR<unknown>(
    `/api/appointments/${encodeURIComponent(id)}/explain?version=${version}`,
    readApi,
  );
  if (error) return <p className="text-warn">{problemWords(error)}</p>;
  if (data === undefined) return <Spinner label={t("looking")} />;
  const answer = readAppointmentExplanation(data);
  const { action, by, byCalendar, settledAt, verifiedThen, stretch, overlapping } = answer;
  const settled = t.has(`settled.${action}`) ? action : "other";
  const after = overlapping.filter(({ secondsAfter }) => secondsAfter !== null);
  return (
    <div className="space-y-4">
      <div className="space-y-1">
        <p>
          {t(`settled.${settled}`, {
            when: moment(settledAt),
            by: byCalendar ? t("inNextcloud") : by,
          })}
          {verifiedThen !== null &&
            ` ${t(verifiedThen ? "verified" : "unverified", { artist: artist.name })}`}
        </p>
        <p className="text-ink-soft">
          {stretch
            ? t("hours", { artist: artist.name, hours: timeRange(stretch.startMs, stretch.endMs, zone) })
            : t("outsideHours", { artist: artist.name })}
        </p>
      </div>
      {overlapping.length === 0 ? (
        <p>{t("nothing")}</p>
      ) : (
        <>
          <p className="font-medium">
            {t(after.length === overlapping.length ? "cameAfter" : "overlapping", {
              count: overlapping.length,
            })}
          </p>
          <ul className="space-y-3">
            {overlapping.map((blocking) => (
              <BlockingLine
                key={`${blocking.kind}-${blocking.startMs}-${blocking.title}-${blocking.id}`}
                blocking={blocking}
                zone={zone}
              />
            ))}
          </ul>
        </>
      )}
      <ReadingLines calendars={answer.calendars} zone={zone} />
    </div>
  );
}
