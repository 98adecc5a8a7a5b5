"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Field } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { StudioSettings } from "#lib/studio/settings.ts";
import { ProblemAlert } from "./problem-alert.tsx";
import { SaveRow } from "./save-row.tsx";
import { useFieldErrors } from "./use-field-errors.ts";
import { useSettingsForm } from "./use-settings-form.ts";

const LONGEST = 20_000;

/** The texts a studio owes its customers; each has a page of its own as soon as there is one. */
export function LegalForm({ settings }: { settings: Pick<StudioSettings, "imprint" | "privacy"> }) {
  const t = useTranslations("console.settings");
  const common = useTranslations("common");
  const fieldErrors = useFieldErrors();
  const id = useId();
  const { imprint, privacy } = settings;
  const form = useSettingsForm({ imprint, privacy }, (value) => value);
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
    <form onSubmit={(event) => void form.submit(event)} className="max-w-xl space-y-5">
      <ProblemAlert problem={form.problem} shown={["imprint", "privacy"]} />
      {field("imprint")}
      {field("privacy")}
      <SaveRow dirty={form.dirty} busy={form.busy} label={t("legal")} onReset={form.reset} />
    </form>
  );
}
