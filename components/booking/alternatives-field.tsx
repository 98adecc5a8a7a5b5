"use client";

import { useLocale, useTranslations } from "next-intl";
import { Label } from "#components/ui/label.tsx";
import { Select } from "#components/ui/select.tsx";
import type { BookingView } from "./booking-view.ts";
import { dayWords, zonedClock } from "./clock-words.ts";
import { closeOnEscape } from "./close-on-escape.ts";
import { artistArgs } from "./use-what-words.ts";

const MAX_DAYS = 10;

/** Up to three back-up times, from the free days at and after the chosen one. Folded until wanted. */
export function AlternativesField({
  view,
  artist,
  initial,
  error,
}: {
  view: BookingView;
  artist: { name: string };
  initial: readonly string[];
  error: string;
}) {
  const t = useTranslations("public.book.form");
  const locale = useLocale();
  const days = [...view.days].filter(([day]) => day >= (view.shownDay ?? "")).slice(0, MAX_DAYS);
  const known = new Set(days.flatMap(([, starts]) => starts));
  if (known.size <= 1) return null;
  return (
    <details
      open={initial.length > 0 || error !== ""}
      className="rounded-md border px-4"
      onKeyDown={closeOnEscape}
    >
      <summary className="min-h-11 py-2.5 text-sm font-medium">{t("alternatives")}</summary>
      <fieldset className="space-y-3 pb-4">
        <legend className="mb-3 text-sm text-ink-soft">{t("alternativesHint", artistArgs(artist))}</legend>
        {error && <p className="text-sm text-bad">{error}</p>}
        {[0, 1, 2].map((index) => {
          const value = initial[index] ?? "";
          const valueMs = Date.parse(value);
          return (
            <div key={index} className="space-y-1.5">
              <Label htmlFor={`alternative-${index}`}>{t("alternative", { number: index + 1 })}</Label>
              <Select id={`alternative-${index}`} name="alternatives" defaultValue={value}>
                <option value="">{t("noAlternative")}</option>
                {value && !known.has(valueMs) && <option value={value}>{optionWords(valueMs)}</option>}
                {days.map(([day, starts]) => (
                  <optgroup key={day} label={dayWords(day, locale, view.today)}>
                    {starts
                      .filter((start) => start !== view.startMs)
                      .map((start) => (
                        <option key={start} value={new Date(start).toISOString()}>
                          {optionWords(start)}
                        </option>
                      ))}
                  </optgroup>
                ))}
              </Select>
            </div>
          );
        })}
      </fieldset>
    </details>
  );

  function optionWords(start: number): string {
    const { day, time } = zonedClock(start, view.zone);
    return `${dayWords(day, locale, view.today)}, ${time}`;
  }
}
