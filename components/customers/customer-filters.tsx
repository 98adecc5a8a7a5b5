"use client";

import { useTranslations } from "next-intl";
import { useGo } from "#components/console/navigation-progress.tsx";
import { SearchField } from "#components/console/search-field.tsx";
import { Link } from "#components/ui/link.tsx";
import { Select } from "#components/ui/select.tsx";
import { type CustomerFilter, customerFilterHref, LONGEST_SEARCH } from "./customer-filter.ts";

/** As many tags as can be taken in at a glance; the rest are in a select. */
const CHIPS = 12;

/** Which customers to show: a search as one types, and their tags. */
export function CustomerFilters({
  filter,
  tags,
}: {
  filter: CustomerFilter;
  /** The most used first. */
  tags: { tag: string; customers: number }[];
}) {
  const t = useTranslations("customers.filters");
  const go = useGo();
  const shown = tags.slice(0, CHIPS);
  const rest = tags.slice(CHIPS);
  if (filter.tag !== null && !shown.some(({ tag }) => tag === filter.tag))
    shown.push({ tag: filter.tag, customers: tags.find(({ tag }) => tag === filter.tag)?.customers ?? 0 });
  return (
    <div className="mb-6 space-y-3">
      <SearchField
        q={filter.q}
        hrefOf={(q) => customerFilterHref({ q, tag: filter.tag })}
        action="/customers"
        label={t("search")}
        hint={t("searchHint")}
        maxLength={LONGEST_SEARCH}
      >
        {filter.tag !== null && <input type="hidden" name="tag" value={filter.tag} />}
      </SearchField>
      {shown.length > 0 && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <nav
            aria-label={t("tags")}
            className="-mx-4 max-w-[100vw] min-w-0 overflow-x-auto px-4 sm:mx-0 sm:px-0"
          >
            <ul className="flex gap-1 py-1 sm:flex-wrap">
              {shown.map(({ tag, customers }) => {
                const current = tag === filter.tag;
                return (
                  <li key={tag}>
                    <Link
                      href={customerFilterHref({ q: filter.q, tag: current ? null : tag })}
                      aria-current={current ? "true" : undefined}
                      title={current ? t("tagOff") : undefined}
                      className="flex h-9 max-w-64 items-center gap-1.5 rounded-md border border-line-strong px-3 text-sm font-medium whitespace-nowrap text-ink-soft transition-colors -outline-offset-2 hover:bg-sunk hover:text-ink aria-[current=true]:border-ink aria-[current=true]:bg-ink aria-[current=true]:text-ground"
                    >
                      <span className="truncate">{tag}</span>
                      <span className="text-xs tabular-nums opacity-80">{customers}</span>
                    </Link>
                  </li>
                );
              })}
            </ul>
          </nav>
          {rest.length > 0 && (
            <Select
              aria-label={t("moreTags")}
              className="w-44 [&_select]:h-9 [&_select]:text-sm"
              value=""
              onChange={(event) =>
                event.target.value !== "" && go(customerFilterHref({ q: filter.q, tag: event.target.value }))
              }
            >
              <option value="">{t("moreTags")}</option>
              {rest.map(({ tag, customers }) => (
                <option key={tag} value={tag}>
                  {t("tagCount", { tag, count: customers })}
                </option>
              ))}
            </Select>
          )}
        </div>
      )}
    </div>
  );
}
