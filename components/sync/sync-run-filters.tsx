"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { useGo } from "#components/console/navigation-progress.tsx";
import { useCause } from "#components/console/use-cause.ts";
import { Field } from "#components/ui/field.tsx";
import { Link } from "#components/ui/link.tsx";
import { Select } from "#components/ui/select.tsx";
import {
  causeFilters,
  directionFilters,
  parseSyncFilter,
  resultFilters,
  type SyncFilter,
  sinceFilters,
  syncFilterHref,
} from "./sync-filter.ts";

/** Which runs the log shows; each choice is a new address. */
export function SyncRunFilters({
  filter,
  calendars,
}: {
  filter: SyncFilter;
  calendars: { id: string; label: string }[];
}) {
  const t = useTranslations("console.sync");
  const causes = useTranslations("console.syncLog.causes");
  const go = useGo();
  const id = useId();
  const cause = useCause();
  const names = {
    since: t("logSince"),
    result: t("logResult"),
    cause: t("logCause"),
    direction: t("logDirection"),
  };
  const options = {
    result: resultFilters.map((value) => ({ value, label: t(`results.${value}`) })),
    cause: causeFilters.map((value) => ({ value, label: value === "all" ? t("causesAll") : causes(value) })),
    direction: directionFilters.map((value) => ({ value, label: t(`directions.${value}`) })),
    since: sinceFilters.map((value) => ({ value, label: t(`sinces.${value}`) })),
  };
  // What a select says is read like any other address.
  const choose = (change: Record<string, string>) =>
    go(syncFilterHref({ ...parseSyncFilter({ ...asParams(filter), ...change }), page: 1 }), {
      replace: true,
    });
  return (
    <fieldset aria-label={t("logFilters")} className="mb-4 min-w-0 space-y-3">
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-5">
        <Field id={`${id}-calendar`} label={t("logCalendar")} className="max-lg:col-span-2">
          {(control) => (
            <Select
              {...control}
              value={filter.calendar ?? ""}
              onChange={(event) => choose({ calendar: event.target.value })}
            >
              <option value="">{t("logEveryCalendar")}</option>
              {calendars.map(({ id: value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
        {(["result", "cause", "direction", "since"] as const).map((name) => (
          <Field key={name} id={`${id}-${name}`} label={names[name]}>
            {(control) => (
              <Select
                {...control}
                value={filter[name]}
                onChange={(event) => choose({ [name]: event.target.value })}
              >
                {options[name].map(({ value, label }) => (
                  <option key={value} value={value}>
                    {label}
                  </option>
                ))}
              </Select>
            )}
          </Field>
        ))}
      </div>
      {filter.error && (
        <p>
          <Link
            href={syncFilterHref({ ...filter, error: null, page: 1 })}
            scroll={false}
            replace
            aria-label={`${t("logError", { title: cause(filter.error)?.title ?? filter.error })} – ${t("logErrorClear")}`}
            className="inline-flex min-h-9 items-center gap-2 rounded-md bg-sunk px-3 text-sm font-medium hover:bg-line"
          >
            {t("logError", { title: cause(filter.error)?.title ?? filter.error })}
            <X aria-hidden className="size-4" />
          </Link>
        </p>
      )}
    </fieldset>
  );
}

function asParams(filter: SyncFilter): Record<string, string> {
  return Object.fromEntries(
    Object.entries(filter)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, String(value)]),
  );
}
