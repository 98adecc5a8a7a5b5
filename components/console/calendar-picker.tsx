"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import { Alert } from "#components/ui/alert.tsx";
import { Button } from "#components/ui/button.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { type FoundCalendar, useDiscoveredCalendars } from "./use-discovered-calendars.ts";
import { useProblemWords } from "./use-problem-words.ts";

/** Radios of the calendars found in Nextcloud, the last one for an address of one's own (`other`). */
export function CalendarPicker({
  value,
  onChoose,
}: {
  /** The address chosen, `other`, or null while nothing is. */
  value: string | null;
  onChoose: (choice: FoundCalendar | "other") => void;
}) {
  const t = useTranslations("console.calendars");
  const common = useTranslations("common");
  const problemWords = useProblemWords();
  const name = useId();
  const { calendars, error, again } = useDiscoveredCalendars();
  const line = "flex cursor-pointer items-start gap-3 px-3.5 py-2.5 has-checked:bg-accent-ground";
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{t("choose")}</legend>
      {error !== undefined && (
        <Alert
          tone="warn"
          role="alert"
          className="mb-3"
          action={
            <Button size="sm" onClick={again}>
              {common("tryAgain")}
            </Button>
          }
        >
          {problemWords(error)}
        </Alert>
      )}
      <div className="max-h-72 divide-y overflow-y-auto rounded-md border">
        {!calendars && error === undefined && (
          <div role="status" aria-label={t("looking")} className="space-y-3 px-3.5 py-3">
            {["w-40", "w-56", "w-32"].map((width) => (
              <Skeleton key={width} className={`h-6 ${width}`} />
            ))}
          </div>
        )}
        {calendars?.map((calendar) => (
          <label key={calendar.calendarUrl} className={line}>
            <input
              type="radio"
              name={name}
              className="mt-1 size-4.5 shrink-0"
              checked={value === calendar.calendarUrl}
              onChange={() => onChoose(calendar)}
            />
            <span className="min-w-0 leading-snug">
              <span className="block break-words">{calendar.displayName}</span>
              <span className="block text-sm text-ink-soft">
                {[
                  calendar.owner && calendar.shared ? t("sharedBy", { owner: calendar.owner }) : t("own"),
                  calendar.writable ? null : t("readOnly"),
                  calendar.usedBy === null ? null : t("usedBy", { name: calendar.usedBy }),
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
          </label>
        ))}
        {calendars?.length === 0 && <p className="px-3.5 py-2.5 text-sm text-ink-soft">{t("noneFound")}</p>}
        <label className={line}>
          <input
            type="radio"
            name={name}
            className="mt-1 size-4.5 shrink-0"
            checked={value === "other"}
            onChange={() => onChoose("other")}
          />
          <span>{t("other")}</span>
        </label>
      </div>
    </fieldset>
  );
}
