"use client";

import { useTranslations } from "next-intl";
import type { StudioSettings } from "#lib/studio/settings.ts";
import { NumberField } from "./number-field.tsx";
import { SectionForm } from "./section-form.tsx";
import { numberOf } from "./service-draft.ts";
import { useFieldErrors } from "./use-field-errors.ts";
import { useSectionForm } from "./use-section-form.ts";

const FIELDS = [
  "pendingExpiryDays",
  "offerExpiryHours",
  "waitlistClaimMinutes",
  "reminderHours",
  "noShowLimit",
  "retentionMonths",
] as const;

const typed = (value: number | null) => (value === null ? "" : String(value));
const orNone = (value: string) => (value.trim() === "" ? null : numberOf(value));

/** How long things wait, when customers are reminded, what missing an appointment means, and how long they are remembered. */
export function RequestsForm({ settings }: { settings: Pick<StudioSettings, (typeof FIELDS)[number]> }) {
  const t = useTranslations("console.settings");
  const rules = useTranslations("rules.settings");
  const optional = useTranslations("common")("optional");
  const fieldErrors = useFieldErrors();
  const form = useSectionForm(
    "/api/admin/settings",
    {
      expiry: typed(settings.pendingExpiryDays),
      offers: typed(settings.offerExpiryHours),
      claim: typed(settings.waitlistClaimMinutes),
      reminder: typed(settings.reminderHours),
      noShow: typed(settings.noShowLimit),
      retention: typed(settings.retentionMonths),
    },
    (value) => ({
      pendingExpiryDays: numberOf(value.expiry),
      offerExpiryHours: numberOf(value.offers),
      waitlistClaimMinutes: numberOf(value.claim),
      reminderHours: orNone(value.reminder),
      noShowLimit: orNone(value.noShow),
      retentionMonths: orNone(value.retention),
    }),
  );
  const { expiry, offers, claim, reminder, noShow, retention } = form.value;
  const errors = form.problem?.errors ?? {};
  const hint = (value: string, none: string, some: (count: number) => string) =>
    value.trim() === "" ? none : some(numberOf(value) ?? 0);
  return (
    <SectionForm form={form} label={t("requests")} shown={FIELDS}>
      <NumberField
        label={t("expiry")}
        hint={t("expiryHint", { days: numberOf(expiry) ?? 0 })}
        error={fieldErrors(errors.pendingExpiryDays)}
        range={[1, 60]}
        value={expiry}
        onChange={(value) => form.set({ expiry: value })}
      />
      <NumberField
        label={rules("offers")}
        hint={rules("offersHint", { hours: numberOf(offers) ?? 0 })}
        error={fieldErrors(errors.offerExpiryHours)}
        range={[1, 720]}
        value={offers}
        onChange={(value) => form.set({ offers: value })}
      />
      <NumberField
        label={rules("claim")}
        hint={rules("claimHint", { minutes: numberOf(claim) ?? 0 })}
        error={fieldErrors(errors.waitlistClaimMinutes)}
        range={[10, 2880]}
        value={claim}
        onChange={(value) => form.set({ claim: value })}
      />
      <NumberField
        label={rules("reminders")}
        hint={hint(reminder, rules("remindersNone"), (hours) => rules("remindersHint", { hours }))}
        error={fieldErrors(errors.reminderHours)}
        range={[1, 336]}
        optional={optional}
        value={reminder}
        onChange={(value) => form.set({ reminder: value })}
      />
      <NumberField
        label={rules("noShow")}
        hint={hint(noShow, rules("noShowNone"), (count) => rules("noShowHint", { count }))}
        error={fieldErrors(errors.noShowLimit)}
        range={[1, 20]}
        optional={optional}
        value={noShow}
        onChange={(value) => form.set({ noShow: value })}
      />
      <NumberField
        label={t("retention")}
        hint={hint(retention, t("retentionNone"), (months) => t("retentionHint", { months }))}
        error={fieldErrors(errors.retentionMonths)}
        range={[1, 120]}
        optional={optional}
        value={retention}
        onChange={(value) => form.set({ retention: value })}
      />
    </SectionForm>
  );
}
