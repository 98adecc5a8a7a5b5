"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { InputField } from "#components/ui/input-field.tsx";
import type { StudioSettings } from "#lib/studio/settings.ts";
import { SectionForm } from "./section-form.tsx";
import { numberOf } from "./service-draft.ts";
import { useFieldErrors } from "./use-field-errors.ts";
import { useSectionForm } from "./use-section-form.ts";

/** How long a request waits, and how long customers are remembered. */
export function RequestsForm({
  settings,
}: {
  settings: Pick<StudioSettings, "pendingExpiryDays" | "retentionMonths">;
}) {
  const t = useTranslations("console.settings");
  const common = useTranslations("common");
  const fieldErrors = useFieldErrors();
  const id = useId();
  const form = useSectionForm(
    "/api/admin/settings",
    {
      expiry: String(settings.pendingExpiryDays),
      retention: settings.retentionMonths === null ? "" : String(settings.retentionMonths),
    },
    ({ expiry, retention }) => ({
      pendingExpiryDays: numberOf(expiry),
      retentionMonths: retention.trim() === "" ? null : numberOf(retention),
    }),
  );
  const { expiry, retention } = form.value;
  const errors = form.problem?.errors ?? {};
  return (
    <SectionForm form={form} label={t("requests")} shown={["pendingExpiryDays", "retentionMonths"]}>
      <InputField
        id={`${id}-expiry`}
        label={t("expiry")}
        hint={t("expiryHint", { days: numberOf(expiry) ?? 0 })}
        error={fieldErrors(errors.pendingExpiryDays)}
        required
        type="number"
        inputMode="numeric"
        min={1}
        max={60}
        inputClassName="w-28 tabular-nums"
        value={expiry}
        onChange={(event) => form.set({ expiry: event.target.value })}
      />
      <InputField
        id={`${id}-retention`}
        label={t("retention")}
        hint={
          retention.trim() === ""
            ? t("retentionNone")
            : t("retentionHint", { months: numberOf(retention) ?? 0 })
        }
        error={fieldErrors(errors.retentionMonths)}
        optional={common("optional")}
        type="number"
        inputMode="numeric"
        min={1}
        max={120}
        inputClassName="w-28 tabular-nums"
        value={retention}
        onChange={(event) => form.set({ retention: event.target.value })}
      />
    </SectionForm>
  );
}
