"use client";

import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { moneyWords } from "#components/booking/money-words.ts";
import { InputField } from "#components/ui/input-field.tsx";
import { paymentLink } from "#lib/links/payment-link.ts";
import type { StudioSettings } from "#lib/studio/settings.ts";
import { SectionForm } from "./section-form.tsx";
import { useFieldErrors } from "./use-field-errors.ts";
import { useSectionForm } from "./use-section-form.ts";

const EXAMPLE = { reference: "7KXQ2M4A", amount: 5000 };

/** In which currency, and where, deposits are paid. The address is tried out on an example as one types. */
export function MoneyForm({ settings }: { settings: Pick<StudioSettings, "currency" | "paymentUrl"> }) {
  const t = useTranslations("rules.settings");
  const common = useTranslations("common");
  const locale = useLocale();
  const fieldErrors = useFieldErrors();
  const id = useId();
  const form = useSectionForm("/api/admin/settings", settings, ({ currency, paymentUrl }) => ({
    currency: currency.trim().toUpperCase(),
    paymentUrl: paymentUrl.trim(),
  }));
  const errors = form.problem?.errors ?? {};
  const currency = form.value.currency.trim().toUpperCase();
  const typed = form.value.paymentUrl.trim();
  const known = /^[A-Z]{3}$/.test(currency) ? currency : settings.currency;
  const example = typed === "" ? null : paymentLink(typed, { ...EXAMPLE, currency: known });
  const placeless = example !== null && !/\{(reference|amount)\}/.test(typed);
  return (
    <SectionForm
      form={form}
      label={t("money")}
      shown={["currency", "paymentUrl"]}
      blocked={typed !== "" && example === null}
    >
      <InputField
        id={`${id}-currency`}
        label={t("currency")}
        hint={t("currencyHint")}
        error={fieldErrors(errors.currency)}
        required
        autoComplete="off"
        autoCapitalize="characters"
        maxLength={3}
        inputClassName="w-28 uppercase"
        value={form.value.currency}
        onChange={(event) => form.set({ currency: event.target.value })}
      />
      <InputField
        id={`${id}-url`}
        label={t("paymentUrl")}
        hint={t("paymentUrlHint")}
        error={typed !== "" && example === null ? t("paymentUrlBad") : fieldErrors(errors.paymentUrl)}
        optional={common("optional")}
        autoComplete="off"
        inputMode="url"
        spellCheck={false}
        maxLength={500}
        value={form.value.paymentUrl}
        onChange={(event) => form.set({ paymentUrl: event.target.value })}
      />
      {example && (
        <div className="-mt-2 text-sm text-ink-soft" aria-live="polite">
          <p>{t("paymentUrlExample", { amount: moneyWords(EXAMPLE.amount, known, locale) })}</p>
          <p className="mt-0.5 break-all text-ink">{example}</p>
          {placeless && <p className="mt-1 text-warn">{t("paymentUrlPlaces")}</p>}
        </div>
      )}
    </SectionForm>
  );
}
