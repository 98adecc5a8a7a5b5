"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { InputField } from "#components/ui/input-field.tsx";

/** At most so many; empty for no limit. `none` and `some` say what it means. */
export function LimitField({
  label,
  none,
  some,
  error,
  max,
  value,
  onChange,
}: {
  label: string;
  none: string;
  some: (count: number) => string;
  error: string[];
  max: number;
  value: string;
  onChange: (typed: string) => void;
}) {
  const common = useTranslations("common");
  const id = useId();
  return (
    <InputField
      id={id}
      label={label}
      hint={value.trim() === "" ? none : some(Number(value))}
      error={error}
      optional={common("optional")}
      type="number"
      inputMode="numeric"
      min={1}
      max={max}
      inputClassName="w-28 tabular-nums"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
