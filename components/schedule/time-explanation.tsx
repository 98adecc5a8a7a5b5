"use client";

import { CircleCheck, Ruler } from "lucide-react";
import { useTranslations } from "next-intl";
import useSWR from "swr";
import { timeRange } from "#components/booking/clock-words.ts";
import { readApi } from "#components/console/api.ts";
import { useProblemWords } from "#components/console/use-problem-words.ts";
import { Spinner } from "#components/ui/spinner.tsx";
import { BlockingLine } from "./blocking-line.tsx";
import { readTimeExplanation } from "./read-explanation.ts";
import { ReadingLines } from "./reading-lines.tsx";
import { RuleLine } from "./rule-line.tsx";

/** Why a time is blocked, with every reason, or why it can be offered. */
export function TimeExplanation({
  artist,
  startMs,
  endMs,
  services,
}: {
  artist: { id: string; name: string; timeZone: string };
  startMs: number;
  endMs: number;
  services: readonly { id: string; name: string }[];
}) {
  const t = useTranslations("schedule.why");
  const problemWords = useProblemWords();
  const path = `/api/schedule/explain?${new URLSearchParams({
    artistId: artist.id,
    startTime: new Date(startMs).toISOString(),
    endTime: new Date(endMs).toISOString(),
  })}`;
  const { data, error } = useSWR<unknown>(path, readApi);
  if (error) return <p className="text-warn">{problemWords(error)}</p>;
  if (data === undefined) return <Spinner label={t("looking")} />;
  const answer = readTimeExplanation(data);
  const zone = artist.timeZone;
  return (
    <div className="space-y-4" data-explanation>
      {answer.offer ? (
        <div className="flex gap-3">
          <CircleCheck aria-hidden className="mt-1 size-4.5 shrink-0 text-good" />
          <div>
            <p className="font-semibold">{t("free", { artist: artist.name })}</p>
            <p className="text-sm text-ink-soft">
              {t(answer.offer.isSlot ? "offered" : "betweenSteps", {
                hours: timeRange(answer.offer.startMs, answer.offer.endMs, zone),
                step: answer.offer.stepMinutes,
              })}
            </p>
          </div>
        </div>
      ) : (
        <ul className="space-y-3">
          {answer.blocking.map((blocking) => (
            <BlockingLine
              key={`${blocking.kind}-${blocking.startMs}-${blocking.title}-${blocking.id}`}
              blocking={blocking}
              zone={zone}
            />
          ))}
          {answer.rules.map((rule) => (
            <li key={`${rule.rule}-${rule.serviceId}`} className="flex gap-3">
              <Ruler aria-hidden className="mt-1 size-4.5 shrink-0 text-ink-soft" />
              <RuleLine rule={rule} zone={zone} artist={artist.name} services={services} />
            </li>
          ))}
          {answer.blocking.length === 0 && answer.rules.length === 0 && (
            <li>{t("unreachable", { artist: artist.name })}</li>
          )}
        </ul>
      )}
      <ReadingLines calendars={answer.calendars} zone={zone} />
    </div>
  );
}
