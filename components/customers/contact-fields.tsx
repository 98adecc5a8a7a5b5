"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { useFieldErrors } from "#components/console/use-field-errors.ts";
import { InputField } from "#components/ui/input-field.tsx";

export interface ContactDraft {
  name: string;
  email: string;
  phone: string;
}

/** Name, address and number of a customer. */
export function ContactFields({
  draft,
  errors,
  autoFocus = false,
  onChange,
}: {
  draft: ContactDraft;
  /** Messages of the API by field. */
  errors: Record<string, string[]>;
  autoFocus?: boolean;
  onChange: (change: Partial<ContactDraft>) => void;
}) {
  const t = useTranslations("customers.contact");
  const common = useTranslations("common");
  const fieldErrors = useFieldErrors();
  const id = useId();
  return (
    <>
      <InputField
        id={`${id}-name`}
        label={t("name")}
        error={fieldErrors(errors.name)}
        required
        autoFocus={autoFocus}
        autoComplete="off"
        maxLength={120}
        value={draft.name}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <div className="grid gap-5 sm:grid-cols-2">
        <InputField
          id={`${id}-email`}
          label={t("email")}
          error={fieldErrors(errors.email)}
          optional={common("optional")}
          type="email"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="none"
          maxLength={254}
          value={draft.email}
          onChange={(event) => onChange({ email: event.target.value })}
        />
        <InputField
          id={`${id}-phone`}
          label={t("phone")}
          error={fieldErrors(errors.phone)}
          optional={common("optional")}
          type="tel"
          autoComplete="off"
          maxLength={40}
          value={draft.phone}
          onChange={(event) => onChange({ phone: event.target.value })}
        />
      </div>
    </>
  );
}
