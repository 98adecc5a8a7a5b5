"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Field } from "#components/ui/field.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { Select } from "#components/ui/select.tsx";
import { languages } from "#i18n/locales.ts";
import type { StudioSettings } from "#lib/studio/settings.ts";
import { SectionForm } from "./section-form.tsx";
import { useFieldErrors } from "./use-field-errors.ts";
import { useSectionForm } from "./use-section-form.ts";
import { ZoneField } from "./zone-field.tsx";

/** The studio's name, place and language. */
export function StudioForm({ settings }: { settings: Pick<StudioSettings, "name" | "timeZone" | "locale"> }) {
  const t = useTranslations("console.settings");
  const fieldErrors = useFieldErrors();
  const id = useId();
  const { name, timeZone, locale } = settings;
  const form = useSectionForm("/api/admin/settings", { name, timeZone, locale }, (value) => ({
    ...value,
    name: value.name.trim(),
  }));
  const errors = form.problem?.errors ?? {};
  return (
    <SectionForm
      form={form}
      label={t("studio")}
      shown={["name", "timeZone", "locale"]}
      blocked={form.value.name.trim() === ""}
    >
      <InputField
        id={`${id}-name`}
        label={t("name")}
        hint={t("nameHint")}
        error={fieldErrors(errors.name)}
        required
        autoComplete="organization"
        maxLength={80}
        value={form.value.name}
        onChange={(event) => form.set({ name: event.target.value })}
      />
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
    </SectionForm>
  );
}
