"use client";

import { useId } from "react";
import { InputField } from "#components/ui/input-field.tsx";

/** A whole number with its unit in the label, and what it means below. */
export function NumberField({
  label,
  hint,
  error,
  range: [min, max],
  optional,
  value,
  onChange,
}: {
  label: string;
  hint: string;
  error: string[];
  range: readonly [number, number];
  /** The word for it; without one the number has to be there. */
  optional?: string;
  value: string;
  onChange: (typed: string) => void;
}) {
  const id = useId();
  return (
    <InputField
      id={id}
      label={label}
      hint={hint}
      error={error}
      required={optional === undefined}
      optional={optional}
      type="number"
      inputMode="numeric"
      min={min}
      max={max}
      inputClassName="w-28 tabular-nums"
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
