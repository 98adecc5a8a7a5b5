"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import type { ArtistView } from "#lib/artists/artist-view.ts";
import { ChangeNoticeField } from "./change-notice-field.tsx";
import { LimitField } from "./limit-field.tsx";
import { noticeMinutes, typedNotice } from "./notice-span.ts";
import { SectionForm } from "./section-form.tsx";
import { useFieldErrors } from "./use-field-errors.ts";
import { useSectionForm } from "./use-section-form.ts";

const typed = (limit: number | null) => (limit === null ? "" : String(limit));
const limitOf = (value: string) => (value.trim() === "" ? null : Number(value));

/** How much an artist takes on, what customers may change by themselves, and what happens to a request nobody can check. */
export function ArtistBookingForm({ artist }: { artist: ArtistView }) {
  const t = useTranslations("console.artists");
  const rules = useTranslations("rules.artist");
  const fieldErrors = useFieldErrors();
  const id = useId();
  const form = useSectionForm(
    `/api/admin/artists/${encodeURIComponent(artist.id)}`,
    {
      dailyMaximum: typed(artist.dailyMaximum),
      weeklyMaximum: typed(artist.weeklyMaximum),
      ...typedNotice(artist.changeNoticeMinutes),
      customersMayMove: artist.customersMayMove,
      whenUnreachable: artist.whenUnreachable,
    },
    ({ notice, unit, ...value }) => ({
      ...value,
      dailyMaximum: limitOf(value.dailyMaximum),
      weeklyMaximum: limitOf(value.weeklyMaximum),
      changeNoticeMinutes: noticeMinutes({ notice, unit }),
    }),
  );
  const errors = form.problem?.errors ?? {};

  return (
    <SectionForm
      form={form}
      label={t("booking")}
      shown={["dailyMaximum", "weeklyMaximum", "changeNoticeMinutes", "customersMayMove", "whenUnreachable"]}
    >
      <div className="grid gap-5 sm:grid-cols-2">
        <LimitField
          label={t("dailyMaximum")}
          none={t("dailyMaximumNone")}
          some={(count) => t("dailyMaximumHint", { count })}
          error={fieldErrors(errors.dailyMaximum)}
          max={100}
          value={form.value.dailyMaximum}
          onChange={(dailyMaximum) => form.set({ dailyMaximum })}
        />
        <LimitField
          label={rules("weeklyMaximum")}
          none={rules("weeklyNone")}
          some={(count) => rules("weeklyHint", { count })}
          error={fieldErrors(errors.weeklyMaximum)}
          max={500}
          value={form.value.weeklyMaximum}
          onChange={(weeklyMaximum) => form.set({ weeklyMaximum })}
        />
      </div>
      <ChangeNoticeField
        value={form.value}
        error={fieldErrors(errors.changeNoticeMinutes)}
        onChange={form.set}
      />
      <Checkbox
        label={rules("mayMove")}
        hint={rules("mayMoveHint")}
        checked={form.value.customersMayMove}
        onChange={(event) => form.set({ customersMayMove: event.target.checked })}
      />
      <Field
        id={`${id}-unreachable`}
        label={t("whenUnreachable")}
        hint={t(`unreachableHint.${form.value.whenUnreachable}`)}
        error={fieldErrors(errors.whenUnreachable)}
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
