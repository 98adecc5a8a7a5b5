"use client";

import { useLocale, useTranslations } from "next-intl";
import useSWR from "swr";
import { tinyDayWords, zonedClock } from "#components/booking/clock-words.ts";
import { readApi } from "#components/console/api.ts";
import { fields, list, text } from "#components/console/json-fields.ts";
import { Button } from "#components/ui/button.tsx";
import { Spinner } from "#components/ui/spinner.tsx";

const WEEKS_MS = 28 * 86_400_000;
const MOST_DAYS = 6;
const MOST_A_DAY = 6;

/** Free times of the next four weeks, a few a day, to be offered by a tap. */
export function FreeSuggestions({
  artist,
  serviceId,
  nowMs,
  chosen,
  isFull,
  onToggle,
}: {
  artist: { id: string; name: string; timeZone: string };
  serviceId: string;
  nowMs: number;
  chosen: readonly number[];
  isFull: boolean;
  onToggle: (startMs: number) => void;
}) {
  const t = useTranslations("inquiry.staff.dialog");
  const locale = useLocale();
  const query = new URLSearchParams({
    artistId: artist.id,
    serviceId,
    from: new Date(nowMs).toISOString(),
    to: new Date(nowMs + WEEKS_MS).toISOString(),
  });
  const { data, isLoading, error, mutate } = useSWR<unknown>(`/api/availability/slots?${query}`, readApi);
  const days = new Map<string, { startMs: number; time: string }[]>();
  for (const slot of list(fields(data).slots)) {
    const startMs = Date.parse(text(fields(slot).startTime));
    if (Number.isNaN(startMs)) continue;
    const { day, time } = zonedClock(startMs, artist.timeZone);
    days.set(day, [...(days.get(day) ?? []), { startMs, time }]);
  }
  const shown = [...days].slice(0, MOST_DAYS);
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium">{t("suggestions", { artist: artist.name })}</legend>
      {isLoading && <Spinner label={t("suggestions", { artist: artist.name })} />}
      {!isLoading && error !== undefined && (
        <div role="alert" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <p>{t("suggestionsFailed")}</p>
          <Button size="sm" onClick={() => void mutate()}>
            {t("suggestionsRetry")}
          </Button>
        </div>
      )}
      {!isLoading && error === undefined && shown.length === 0 && (
        <p className="text-sm text-ink-soft">{t("suggestionsNone")}</p>
      )}
      <ul className="max-h-56 space-y-2 overflow-y-auto">
        {shown.map(([day, slots]) => (
          <li key={day} className="flex flex-wrap items-center gap-1.5">
            <span className="w-24 shrink-0 text-sm whitespace-nowrap text-ink-soft">
              {tinyDayWords(day, locale)}
            </span>
            {spread(slots).map(({ startMs, time }) => {
              const isChosen = chosen.includes(startMs);
              return (
                <button
                  key={startMs}
                  type="button"
                  aria-pressed={isChosen}
                  disabled={isFull && !isChosen}
                  onClick={() => onToggle(startMs)}
                  className="h-9 rounded-md border border-line-strong px-2.5 text-sm tabular-nums hover:bg-sunk disabled:opacity-50 aria-pressed:border-ink aria-pressed:bg-ink aria-pressed:text-ground"
                >
                  {time}
                </button>
              );
            })}
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

/** A few of a day's slots, from morning to evening. */
function spread<T>(slots: readonly T[]): T[] {
  const step = Math.max(1, Math.ceil(slots.length / MOST_A_DAY));
  return slots.filter((_, index) => index % step === 0);
}
