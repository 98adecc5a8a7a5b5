"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { StudioSettings } from "#lib/studio/settings.ts";
import { SectionForm } from "./section-form.tsx";
import { useFieldErrors } from "./use-field-errors.ts";
import { useSectionForm } from "./use-section-form.ts";

const LONGEST = 20_000;

/** The texts a studio owes its customers; each has a page of its own as soon as there is one. */
export function LegalForm({ settings }: { settings: Pick<StudioSettings, "imprint" | "privacy"> }) {
  const t = useTranslations("console.settings");
  const common = useTranslations("common");
  const fieldErrors = useFieldErrors();
  const id = useId();
  const { imprint, privacy } = settings;
  const form = useSectionForm("/api/admin/settings", { imprint, privacy }, (value) => value);
  const field = (name: "imprint" | "privacy") => (
    <Field
      id={`${id}-${name}`}
      label={t(name)}
      hint={t(`${name}Hint`)}
      error={fieldErrors(form.problem?.errors[name])}
      optional={common("optional")}
    >
      {(control) => (
        <Textarea
          {...control}
          rows={6}
          maxLength={LONGEST}
          value={form.value[name]}
          onChange={(event) => form.set({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <SectionForm form={form} label={t("legal")} shown={["imprint", "privacy"]}>
      {field("imprint")}
      {field("privacy")}
    </SectionForm>
  );
}
