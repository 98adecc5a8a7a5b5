"use client";

import { useTranslations } from "next-intl";
import { SearchField } from "#components/console/search-field.tsx";
import { LONGEST_SEARCH, peopleFilterHref } from "./people-filter.ts";

/** Finds somebody by name or id as one types. */
export function PersonSearch({ q }: { q: string }) {
  const t = useTranslations("admin-messenger.people");
  return (
    <SearchField
      q={q}
      hrefOf={(sought) => peopleFilterHref({ q: sought })}
      action={peopleFilterHref()}
      label={t("search")}
      hint={t("searchHint")}
      maxLength={LONGEST_SEARCH}
    />
  );
}
