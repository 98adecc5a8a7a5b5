"use client";

import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { durationWords } from "#components/booking/clock-words.ts";
import { InputField } from "#components/ui/input-field.tsx";
import { minutesOfHours, numberOf, type ServiceDraft } from "./service-draft.ts";
import { useFieldErrors } from "./use-field-errors.ts";

/** The numbers of a service, each with what it means in plain words, worked out as one types. */
export function ServiceNumbers({
  draft,
  errors,
  onChange,
}: {
  draft: ServiceDraft;
  errors: Record<string, string[]>;
  onChange: (change: Partial<ServiceDraft>) => void;
}) {
  const t = useTranslations("console.services");
  const locale = useLocale();
  const fieldErrors = useFieldErrors();
  const id = useId();
  const words = (minutes: number) => durationWords(minutes, locale);
  const duration = numberOf(draft.duration) ?? 0;
  const before = numberOf(draft.bufferBefore) ?? 0;
  const after = numberOf(draft.bufferAfter) ?? 0;
  const notice = minutesOfHours(draft.noticeHours) ?? 0;
  const step = numberOf(draft.step) ?? 0;
  const field = (
    name: "duration" | "bufferBefore" | "bufferAfter" | "noticeHours" | "horizonDays" | "step",
    of: string,
    range: { min: number; max: number; step?: number | "any" },
    hint: string,
  ) => (
    <InputField
      id={`${id}-${name}`}
      label={t(name)}
      hint={hint}
      error={fieldErrors(errors[of])}
      required
      type="number"
      inputMode={range.step === "any" ? "decimal" : "numeric"}
      min={range.min}
      max={range.max}
      step={range.step ?? 1}
      inputClassName="tabular-nums"
      value={draft[name]}
      onChange={(event) => onChange({ [name]: event.target.value })}
    />
  );
  return (
    <fieldset>
      <legend className="sr-only">{t("numbers")}</legend>
      <div className="grid gap-x-4 gap-y-5 sm:grid-cols-3">
        {field(
          "duration",
          "durationMinutes",
          { min: 5, max: 1440 },
          t("durationHint", { words: words(duration) }),
        )}
        {field(
          "bufferBefore",
          "bufferBeforeMinutes",
          { min: 0, max: 480 },
          before === 0 ? t("bufferBeforeNone") : t("bufferBeforeHint", { words: words(before) }),
        )}
        {field(
          "bufferAfter",
          "bufferAfterMinutes",
          { min: 0, max: 480 },
          after === 0 ? t("bufferAfterNone") : t("bufferAfterHint", { words: words(after) }),
        )}
        {field(
          "noticeHours",
          "minimumNoticeMinutes",
          { min: 0, max: 8760, step: "any" },
          notice === 0
            ? t("noticeNone")
            : notice >= 2880
              ? t("noticeDays", { days: Math.round(notice / 144) / 10 })
              : t("noticeHint", { words: words(notice) }),
        )}
        {field(
          "horizonDays",
          "horizonDays",
          { min: 1, max: 365 },
          t("horizonHint", { days: numberOf(draft.horizonDays) ?? 0 }),
        )}
        {field(
          "step",
          "slotStepMinutes",
          { min: 5, max: 1440 },
          step > 0 ? t("stepHint", { times: startTimes(step) }) : "",
        )}
      </div>
      {before + after > 0 && (
        <p className="mt-4 text-sm text-ink-soft">
          {t("takes", { words: words(before + duration + after) })}
        </p>
      )}
    </fieldset>
  );
}

/** The first starts of a working day at nine: "9:00, 9:30, 10:00". */
function startTimes(step: number): string {
  return [0, 1, 2]
    .map((times) => 9 * 60 + times * step)
    .filter((minute) => minute < 1440)
    .map((minute) => `${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`)
    .join(", ");
}
