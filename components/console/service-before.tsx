"use client";

import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { moneyWords } from "#components/booking/money-words.ts";
import { Field } from "#components/ui/field.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { Select } from "#components/ui/select.tsx";
import { readAmount } from "#lib/studio/read-amount.ts";
import { FormGroup } from "./form-group.tsx";
import type { ServiceChoices, ServiceDraft } from "./service-draft.ts";
import { useFieldErrors } from "./use-field-errors.ts";

/** What has to be done before an appointment: a deposit paid, a form signed. */
export function ServiceBefore({
  draft,
  choices,
  errors,
  onChange,
}: {
  draft: ServiceDraft;
  choices: ServiceChoices;
  errors: Record<string, string[]>;
  onChange: (change: Partial<ServiceDraft>) => void;
}) {
  const t = useTranslations("rules.service");
  const common = useTranslations("common");
  const locale = useLocale();
  const fieldErrors = useFieldErrors();
  const id = useId();
  const { currency, consentForms } = choices;
  const amount = readAmount(draft.deposit, currency);
  const isUnreadable = draft.deposit.trim() !== "" && amount === null;
  return (
    <FormGroup title={t("beforeTitle")}>
      <InputField
        id={`${id}-deposit`}
        label={t("deposit", { currency })}
        hint={
          amount === null
            ? t("depositNone")
            : t("depositHint", { amount: moneyWords(amount, currency, locale) })
        }
        error={isUnreadable ? t("depositUnreadable") : fieldErrors(errors.depositAmount)}
        optional={common("optional")}
        autoComplete="off"
        inputMode="decimal"
        maxLength={12}
        inputClassName="w-36 tabular-nums"
        value={draft.deposit}
        onChange={(event) => onChange({ deposit: event.target.value })}
      />
      <Field
        id={`${id}-consent`}
        label={t("consent")}
        hint={t("consentHint")}
        error={fieldErrors(errors.consentFormId)}
        optional={common("optional")}
      >
        {(control) => (
          <Select
            {...control}
            value={draft.consentFormId}
            onChange={(event) => onChange({ consentFormId: event.target.value })}
          >
            <option value="">{t("consentNone")}</option>
            {consentForms
              .filter(({ active, id: formId }) => active || formId === draft.consentFormId)
              .map(({ id: formId, title, active }) => (
                <option key={formId} value={formId}>
                  {active ? title : t("consentInactive", { title })}
                </option>
              ))}
          </Select>
        )}
      </Field>
    </FormGroup>
  );
}
