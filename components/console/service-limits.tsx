"use client";

import { useTranslations } from "next-intl";
import { FormGroup } from "./form-group.tsx";
import { LimitField } from "./limit-field.tsx";
import type { ServiceDraft } from "./service-draft.ts";
import { useFieldErrors } from "./use-field-errors.ts";

/** How many of a service one artist takes on, beside the artist's own limits. */
export function ServiceLimits({
  draft,
  errors,
  onChange,
}: {
  draft: ServiceDraft;
  errors: Record<string, string[]>;
  onChange: (change: Partial<ServiceDraft>) => void;
}) {
  const t = useTranslations("rules.service");
  const fieldErrors = useFieldErrors();
  return (
    <FormGroup title={t("limitsTitle")}>
      <LimitField
        label={t("dailyMaximum")}
        none={t("noLimit")}
        some={(count) => t("dailyHint", { count })}
        error={fieldErrors(errors.dailyMaximum)}
        max={100}
        value={draft.dailyMaximum}
        onChange={(dailyMaximum) => onChange({ dailyMaximum })}
      />
      <LimitField
        label={t("weeklyMaximum")}
        none={t("noLimit")}
        some={(count) => t("weeklyHint", { count })}
        error={fieldErrors(errors.weeklyMaximum)}
        max={500}
        value={draft.weeklyMaximum}
        onChange={(weeklyMaximum) => onChange({ weeklyMaximum })}
      />
    </FormGroup>
  );
}
