"use client";

import { useLocale } from "next-intl";
import { offeredZones, zoneCity } from "#components/booking/zone-name.ts";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";

/** Chooses an IANA zone by its city. The one in use is always among those offered. */
export function ZoneField({
  id,
  label,
  hint,
  error,
  value,
  onChange,
}: {
  id: string;
  label: string;
  hint?: string;
  error?: readonly string[];
  value: string;
  onChange: (zone: string) => void;
}) {
  const locale = useLocale();
  const zones = offeredZones.includes(value) ? offeredZones : [value, ...offeredZones];
  return (
    <Field id={id} label={label} hint={hint} error={error}>
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          {zones.map((zone) => (
            <option key={zone} value={zone}>
              {zoneCity(zone, locale)}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
