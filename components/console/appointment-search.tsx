"use client";

import { useTranslations } from "next-intl";
import { type AppointmentFilter, appointmentFilterHref, LONGEST_SEARCH } from "./appointment-filter.ts";
import { SearchField } from "./search-field.tsx";

/** Searches the appointments as one types; what is searched for stands in the address. */
export function AppointmentSearch({ filter }: { filter: AppointmentFilter }) {
  const t = useTranslations("console.filters");
  return (
    <SearchField
      q={filter.q}
      hrefOf={(q) => appointmentFilterHref({ ...filter, page: 1, q })}
      action="/admin/appointments"
      label={t("search")}
      hint={t("searchHint")}
      maxLength={LONGEST_SEARCH}
    >
      {filter.status !== "upcoming" && <input type="hidden" name="status" value={filter.status} />}
    </SearchField>
  );
}
