"use client";

import useSWR from "swr";
import { readApi } from "./api.ts";
import { fields, list, text, textOrNull } from "./json-fields.ts";

export interface FoundCalendar {
  calendarUrl: string;
  displayName: string;
  owner: string | null;
  writable: boolean;
  shared: boolean;
  usedBy: string | null;
}

/** The calendars the service account sees in Nextcloud, asked when this is first shown. */
export function useDiscoveredCalendars(): {
  calendars: FoundCalendar[] | null;
  error: unknown;
  again: () => void;
} {
  const { data, error, mutate } = useSWR<unknown>("/api/admin/calendars/discover", readApi, {
    revalidateOnFocus: false,
    shouldRetryOnError: false,
  });
  const calendars =
    data === undefined
      ? null
      : list(fields(data).calendars).map((entry) => {
          const found = fields(entry);
          return {
            calendarUrl: text(found.calendarUrl),
            displayName: text(found.displayName),
            owner: textOrNull(found.owner),
            writable: found.writable === true,
            shared: found.shared === true,
            usedBy: textOrNull(found.usedBy),
          };
        });
  return { calendars: error ? null : calendars, error, again: () => void mutate() };
}
