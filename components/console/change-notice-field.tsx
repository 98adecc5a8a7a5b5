"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { noticeMinutes, type TypedNotice } from "./notice-span.ts";

/** Until when customers may change an appointment by themselves: a number, in hours or days. */
export function ChangeNoticeField({
  value,
  error,
  onChange,
}: {
  value: TypedNotice;
  error: string[];
  onChange: (change: Partial<TypedNotice>) => void;
}) {
  const t = useTranslations("rules.artist");
  const id = useId();
  return (
    <Field
      id={id}
      label={t("notice")}
      hint={noticeMinutes(value) === 0 ? t("noticeNone") : t("noticeHint")}
      error={error}
      required
    >
      {(control) => (
        <div className="flex gap-2">
          <Input
            {...control}
            type="number"
            inputMode="decimal"
            min={0}
            max={value.unit === "days" ? 60 : 1440}
            step="any"
            className="w-28 tabular-nums"
            value={value.notice}
            onChange={(event) => onChange({ notice: event.target.value })}
          />
          <Select
            aria-label={t("noticeUnit")}
            className="w-44"
            value={value.unit}
            onChange={(event) => onChange({ unit: event.target.value === "days" ? "days" : "hours" })}
          >
            <option value="hours">{t("hours")}</option>
            <option value="days">{t("days")}</option>
          </Select>
        </div>
      )}
    </Field>
  );
}
