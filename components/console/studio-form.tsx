"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { languages } from "#i18n/locales.ts";
import type { StudioSettings } from "#lib/studio/settings.ts";
import { ProblemAlert } from "./problem-alert.tsx";
import { SaveRow } from "./save-row.tsx";
import { useFieldErrors } from "./use-field-errors.ts";
import { useSettingsForm } from "./use-settings-form.ts";
import { ZoneField } from "./zone-field.tsx";

/** The studio's name, place and language. */
export function StudioForm({ settings }: { settings: Pick<StudioSettings, "name" | "timeZone" | "locale"> }) {
  const t = useTranslations("console.settings");
  const fieldErrors = useFieldErrors();
  const id = useId();
  const { name, timeZone, locale } = settings;
  const form = useSettingsForm({ name, timeZone, locale }, (value) => ({
    ...value,
    name: value.name.trim(),
  }));
  const errors = form.problem?.errors ?? {};
  return (
    <form onSubmit={(event) => void form.submit(event)} className="max-w-xl space-y-5">
      <ProblemAlert problem={form.problem} shown={["name", "timeZone", "locale"]} />
      <Field
        id={`${id}-name`}
        label={t("name")}
        hint={t("nameHint")}
        error={fieldErrors(errors.name)}
        required
      >
        {(control) => (
          <Input
            {...control}
            autoComplete="organization"
            maxLength={80}
            value={form.value.name}
            onChange={(event) => form.set({ name: event.target.value })}
          />
        )}
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <ZoneField
          id={`${id}-zone`}
          label={t("zone")}
          hint={t("zoneHint")}
          error={fieldErrors(errors.timeZone)}
          value={form.value.timeZone}
          onChange={(zone) => form.set({ timeZone: zone })}
        />
        <Field
          id={`${id}-locale`}
          label={t("locale")}
          hint={t("localeHint")}
          error={fieldErrors(errors.locale)}
        >
          {(control) => (
            <Select
              {...control}
              value={form.value.locale}
              onChange={(event) => form.set({ locale: event.target.value === "de" ? "de" : "en" })}
            >
              {languages.map((language) => (
                <option key={language.locale} value={language.locale}>
                  {language.name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <SaveRow
        dirty={form.dirty}
        busy={form.busy}
        blocked={form.value.name.trim() === ""}
        label={t("studio")}
        onReset={form.reset}
      />
    </form>
  );
}
