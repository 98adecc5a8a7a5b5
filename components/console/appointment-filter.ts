import type { AppointmentView } from "#lib/appointments/appointment-view.ts";

/** What the list of appointments shows, as it stands in the address. */
export const statusFilters = [
  "upcoming",
  "pending",
  "confirmed",
  "declined",
  "cancelled",
  "past",
  "all",
] as const;
export type StatusFilter = (typeof statusFilters)[number];

export interface AppointmentFilter {
  status: StatusFilter;
  /** Artist id; null for all. */
  artist: string | null;
  /** What is searched for in name, e-mail, phone and words; empty for everything. */
  q: string;
  /** Counts from 1. */
  page: number;
}

export const PAGE_SIZE = 50;
export const LONGEST_SEARCH = 100;

const everyStatus: readonly AppointmentView["status"][] = [
  "PENDING",
  "CONFIRMED",
  "DECLINED",
  "CANCELLED",
  "COMPLETED",
  "NO_SHOW",
];

type Params = Record<string, string | string[] | undefined>;

/** What is malformed counts as absent. */
export function parseAppointmentFilter(params: Params): AppointmentFilter {
  const one = (name: string) => {
    const value = params[name];
    return typeof value === "string" ? value : "";
  };
  const wanted = one("status").toLowerCase();
  const artist = one("artist");
  const page = /^\d{1,4}$/.test(one("page")) ? Math.max(1, Number(one("page"))) : 1;
  return {
    status: statusFilters.find((status) => status === wanted) ?? "upcoming",
    artist: artist !== "" && artist.length <= 64 ? artist : null,
    q: one("q").trim().slice(0, LONGEST_SEARCH),
    page,
  };
}

/** The address of a filter; what is usual is left out. */
export function appointmentFilterHref(filter: Partial<AppointmentFilter>): string {
  const params = new URLSearchParams();
  if (filter.status && filter.status !== "upcoming") params.set("status", filter.status);
  if (filter.artist) params.set("artist", filter.artist);
  if (filter.q) params.set("q", filter.q);
  if (filter.page && filter.page > 1) params.set("page", String(filter.page));
  const query = params.toString();
  return query ? `/admin/appointments?${query}` : "/admin/appointments";
}

/** What to ask lib for; one row more than a page, to know whether there is another. */
export function appointmentQuery(
  filter: AppointmentFilter,
  nowMs: number,
): {
  statuses: AppointmentView["status"][];
  fromMs?: number;
  toMs?: number;
  artistId?: string;
  text?: string;
  order: "soonest" | "latest";
  limit: number;
  offset: number;
} {
  const page = {
    ...(filter.artist ? { artistId: filter.artist } : {}),
    ...(filter.q ? { text: filter.q } : {}),
    limit: PAGE_SIZE + 1,
    offset: (filter.page - 1) * PAGE_SIZE,
  };
  switch (filter.status) {
    case "upcoming":
      return { ...page, statuses: ["PENDING", "CONFIRMED"], fromMs: nowMs, order: "soonest" };
    case "pending":
      return { ...page, statuses: ["PENDING"], order: "soonest" };
    case "confirmed":
      return { ...page, statuses: ["CONFIRMED"], fromMs: nowMs, order: "soonest" };
    case "declined":
      return { ...page, statuses: ["DECLINED"], order: "latest" };
    case "cancelled":
      return { ...page, statuses: ["CANCELLED"], order: "latest" };
    case "past":
      return { ...page, statuses: ["CONFIRMED", "COMPLETED", "NO_SHOW"], toMs: nowMs, order: "latest" };
    case "all":
      return { ...page, statuses: [...everyStatus], order: "latest" };
  }
}
