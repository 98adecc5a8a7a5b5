import type { SyncRunFilter } from "#lib/sync-report/input.ts";

/** What the sync page shows, as it stands in the address. */
export const resultFilters = ["all", "ok", "failed", "held", "changed"] as const;
export const directionFilters = ["all", "pull", "push"] as const;
export const causeFilters = [
  "all",
  "schedule",
  "manual",
  "booking",
  "outbox",
  "first",
  "webhook",
  "reconcile",
] as const;
export const sinceFilters = ["all", "1h", "24h", "7d"] as const;

const HOUR = 3_600_000;
const LENGTHS = { "1h": HOUR, "24h": 24 * HOUR, "7d": 168 * HOUR };
const MAX_PAGE = 2000;

export interface SyncFilter {
  /** Calendar id; null for every one. */
  calendar: string | null;
  result: (typeof resultFilters)[number];
  direction: (typeof directionFilters)[number];
  cause: (typeof causeFilters)[number];
  since: (typeof sinceFilters)[number];
  /** Key of one kind of failure. */
  error: string | null;
  /** Counts from 1. */
  page: number;
  /** What the charts show. */
  span: "day" | "month";
}

const everything: SyncFilter = {
  calendar: null,
  result: "all",
  direction: "all",
  cause: "all",
  since: "all",
  error: null,
  page: 1,
  span: "day",
};

/** What is malformed counts as absent. */
export function parseSyncFilter(params: Record<string, string | string[] | undefined>): SyncFilter {
  const one = (name: string) => {
    const value = params[name];
    return typeof value === "string" ? value : "";
  };
  const among = <Choice extends string>(choices: readonly Choice[], value: string, usual: Choice) =>
    choices.find((choice) => choice === value) ?? usual;
  const calendar = one("calendar");
  const error = one("error");
  return {
    calendar: calendar !== "" && calendar.length <= 64 ? calendar : null,
    result: among(resultFilters, one("result"), "all"),
    direction: among(directionFilters, one("direction"), "all"),
    cause: among(causeFilters, one("cause"), "all"),
    since: among(sinceFilters, one("since"), "all"),
    error: /^[a-z-]{1,60}$/.test(error) ? error : null,
    page: /^\d{1,4}$/.test(one("page")) ? Math.min(MAX_PAGE, Math.max(1, Number(one("page")))) : 1,
    span: one("span") === "month" ? "month" : "day",
  };
}

/** The address of a filter; what is usual is left out. */
export function syncFilterHref(filter: Partial<SyncFilter>): string {
  const params = new URLSearchParams();
  for (const [name, usual] of Object.entries(everything)) {
    const value = Object.entries(filter).find(([key]) => key === name)?.[1] ?? usual;
    if (value !== usual) params.set(name, String(value));
  }
  const query = params.toString();
  return query ? `/admin/sync?${query}` : "/admin/sync";
}

/** True when some runs are left out. */
export function isNarrowed(filter: SyncFilter): boolean {
  return syncFilterHref({ ...filter, page: 1, span: "day" }) !== syncFilterHref({});
}

/** What to ask lib for. */
export function syncRunQuery(filter: SyncFilter, nowMs: number): SyncRunFilter {
  const { calendar, result, direction, cause, since, error, page } = filter;
  return {
    ...(calendar ? { calendarId: calendar } : {}),
    ...(result === "all" ? {} : { result }),
    ...(direction === "all" ? {} : { direction }),
    ...(cause === "all" ? {} : { cause }),
    ...(since === "all" ? {} : { fromMs: nowMs - LENGTHS[since] }),
    ...(error ? { errorKey: error } : {}),
    page,
  };
}
