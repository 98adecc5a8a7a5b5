"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Field } from "#components/ui/field.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { StudioSettings } from "#lib/studio/settings.ts";
import { SectionForm } from "./section-form.tsx";
import { useFieldErrors } from "./use-field-errors.ts";
import { useSectionForm } from "./use-section-form.ts";

/** Where the studio is and how customers reach it. */
export function ContactForm({
  settings,
}: {
  settings: Pick<StudioSettings, "address" | "contactEmail" | "phone">;
}) {
  const t = useTranslations("rules.settings");
  const common = useTranslations("common");
  const fieldErrors = useFieldErrors();
  const id = useId();
  const form = useSectionForm("/api/admin/settings", settings, (value) => ({
    ...value,
    contactEmail: value.contactEmail.trim(),
  }));
  const errors = form.problem?.errors ?? {};
  return (
    <SectionForm form={form} label={t("contact")} shown={["address", "contactEmail", "phone"]}>
      <Field
        id={`${id}-address`}
        label={t("address")}
        hint={t("addressHint")}
        error={fieldErrors(errors.address)}
        optional={common("optional")}
      >
        {(control) => (
          <Textarea
            {...control}
            rows={3}
            autoComplete="street-address"
            maxLength={500}
            value={form.value.address}
            onChange={(event) => form.set({ address: event.target.value })}
          />
        )}
      </Field>
      <div className="grid gap-5 sm:grid-cols-2">
        <InputField
          id={`${id}-email`}
          label={t("email")}
          hint={t("emailHint")}
          error={fieldErrors(errors.contactEmail)}
          optional={common("optional")}
          type="email"
          autoComplete="email"
          maxLength={254}
          value={form.value.contactEmail}
          onChange={(event) => form.set({ contactEmail: event.target.value })}
        />
        <InputField
          id={`${id}-phone`}
          label={t("phone")}
          error={fieldErrors(errors.phone)}
          optional={common("optional")}
          type="tel"
          autoComplete="tel"
          maxLength={40}
          value={form.value.phone}
          onChange={(event) => form.set({ phone: event.target.value })}
        />
      </div>
    </SectionForm>
  );
}
