"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Field } from "#components/ui/field.tsx";
import { InputField } from "#components/ui/input-field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ArtistView } from "#lib/artists/artist-view.ts";
import { SectionForm } from "./section-form.tsx";
import { useFieldErrors } from "./use-field-errors.ts";
import { useSectionForm } from "./use-section-form.ts";

/** How much an artist takes on, and what happens to a request nobody can check. */
export function ArtistBookingForm({ artist }: { artist: ArtistView }) {
  const t = useTranslations("console.artists");
  const common = useTranslations("common");
  const fieldErrors = useFieldErrors();
  const id = useId();
  const { whenUnreachable } = artist;
  const dailyMaximum = artist.dailyMaximum === null ? "" : String(artist.dailyMaximum);
  const form = useSectionForm(
    `/api/admin/artists/${encodeURIComponent(artist.id)}`,
    { dailyMaximum, whenUnreachable },
    (value) => ({ ...value, dailyMaximum: value.dailyMaximum === "" ? null : Number(value.dailyMaximum) }),
  );

  return (
    <SectionForm form={form} label={t("booking")} shown={["dailyMaximum", "whenUnreachable"]}>
      <InputField
        id={`${id}-maximum`}
        label={t("dailyMaximum")}
        hint={
          form.value.dailyMaximum === ""
            ? t("dailyMaximumNone")
            : t("dailyMaximumHint", { count: Number(form.value.dailyMaximum) })
        }
        error={fieldErrors(form.problem?.errors.dailyMaximum)}
        optional={common("optional")}
        type="number"
        inputMode="numeric"
        min={1}
        max={50}
        inputClassName="w-28"
        value={form.value.dailyMaximum}
        onChange={(event) => form.set({ dailyMaximum: event.target.value })}
      />
      <Field
        id={`${id}-unreachable`}
        label={t("whenUnreachable")}
        hint={t(`unreachableHint.${form.value.whenUnreachable}`)}
        error={fieldErrors(form.problem?.errors.whenUnreachable)}
      >
        {(control) => (
          <Select
            {...control}
            value={form.value.whenUnreachable}
            onChange={(event) =>
              form.set({ whenUnreachable: event.target.value === "refuse" ? "refuse" : "accept" })
            }
          >
            <option value="accept">{t("unreachable.accept")}</option>
            <option value="refuse">{t("unreachable.refuse")}</option>
          </Select>
        )}
      </Field>
    </SectionForm>
  );
}
