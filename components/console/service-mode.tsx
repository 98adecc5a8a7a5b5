"use client";

import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { durationWords } from "#components/booking/clock-words.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { Select } from "#components/ui/select.tsx";
import { durationsOf } from "#lib/services/durations-of.ts";
import { FormGroup } from "./form-group.tsx";
import { minutesOfList, numberOf, type ServiceDraft } from "./service-draft.ts";
import { useFieldErrors } from "./use-field-errors.ts";

/** Whether a time is picked or an idea told first, in which lengths, in how many sittings, and with pictures. */
export function ServiceMode({
  draft,
  errors,
  onChange,
}: {
  draft: ServiceDraft;
  errors: Record<string, string[]>;
  onChange: (change: Partial<ServiceDraft>) => void;
}) {
  const t = useTranslations("rules.service");
  const common = useTranslations("common");
  const locale = useLocale();
  const fieldErrors = useFieldErrors();
  const id = useId();
  const further = minutesOfList(draft.choices);
  const lengths = durationsOf({
    durationMinutes: numberOf(draft.duration) ?? 0,
    durationChoices: further ?? [],
  });
  const words = new Intl.ListFormat(locale, { type: "disjunction" }).format(
    lengths.map((minutes) => durationWords(minutes, locale)),
  );
  const several = (numberOf(draft.sessions) ?? 1) > 1;
  return (
    <FormGroup title={t("howTitle")}>
      <Field
        id={`${id}-mode`}
        label={t("mode")}
        hint={t(`modeHints.${draft.bookingMode}`)}
        error={fieldErrors(errors.bookingMode)}
      >
        {(control) => (
          <Select
            {...control}
            value={draft.bookingMode}
            onChange={(event) => onChange({ bookingMode: event.target.value === "idea" ? "idea" : "slot" })}
          >
            <option value="slot">{t("modes.slot")}</option>
            <option value="idea">{t("modes.idea")}</option>
          </Select>
        )}
      </Field>
      <InputField
        id={`${id}-choices`}
        label={t("choices")}
        hint={lengths.length > 1 ? t("choicesHint", { words }) : t("choicesNone")}
        error={further === null ? t("choicesUnreadable") : fieldErrors(errors.durationChoices)}
        optional={common("optional")}
        autoComplete="off"
        inputMode="text"
        maxLength={60}
        inputClassName="tabular-nums"
        value={draft.choices}
        onChange={(event) => onChange({ choices: event.target.value })}
      />
      <InputField
        id={`${id}-sessions`}
        label={t("sessions")}
        hint={several ? t("sessionsHint") : t("sessionsOne")}
        error={fieldErrors(errors.sessions)}
        required
        type="number"
        inputMode="numeric"
        min={1}
        max={20}
        inputClassName="tabular-nums"
        value={draft.sessions}
        onChange={(event) => onChange({ sessions: event.target.value })}
      />
      {several && (
        <InputField
          id={`${id}-gap`}
          label={t("gap")}
          hint={t("gapHint", { days: numberOf(draft.gap) ?? 0 })}
          error={fieldErrors(errors.sessionGapDays)}
          required
          type="number"
          inputMode="numeric"
          min={0}
          max={365}
          inputClassName="tabular-nums"
          value={draft.gap}
          onChange={(event) => onChange({ gap: event.target.value })}
        />
      )}
      <Checkbox
        className="sm:col-span-2"
        label={t("asksPictures")}
        hint={t("asksPicturesHint")}
        checked={draft.asksPictures}
        onChange={(event) => onChange({ asksPictures: event.target.checked })}
      />
    </FormGroup>
  );
}
