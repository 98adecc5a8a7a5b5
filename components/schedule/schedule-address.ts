import { addDays } from "#lib/core/time-zone.ts";

/** `auto` shows the week on a desk and the day on a phone. */
export type ScheduleView = "auto" | "week" | "day";

export interface ScheduleAddress {
  view: ScheduleView;
  /** `YYYY-MM-DD`; null for today. */
  day: string | null;
  /** An artist's slug; null for one's own, the first, or in the day view everybody. */
  artist: string | null;
}

type Query = Record<string, string | string[] | undefined>;

/** What the address asks for; what makes no sense is left out. */
export function parseScheduleAddress(query: Query): ScheduleAddress {
  const one = (name: string) => (typeof query[name] === "string" ? query[name] : null);
  const view = one("view");
  const day = one("day");
  const artist = one("artist");
  return {
    view: view === "week" || view === "day" ? view : "auto",
    day: day !== null && isDay(day) ? day : null,
    artist: artist !== null && /^[a-z0-9-]{1,60}$/.test(artist) ? artist : null,
  };
}

export function scheduleHref(address: Partial<ScheduleAddress>): string {
  const query = new URLSearchParams();
  if (address.view && address.view !== "auto") query.set("view", address.view);
  if (address.day) query.set("day", address.day);
  if (address.artist) query.set("artist", address.artist);
  return query.size > 0 ? `/schedule?${query}` : "/schedule";
}

/** How far the steps back and forth go, on a desk and on a phone, in days. */
export function stepsOf(view: ScheduleView): { desk: number; phone: number } {
  if (view === "day") return { desk: 1, phone: 1 };
  return { desk: 7, phone: view === "week" ? 3 : 1 };
}

/** Another day of the same view. */
export function steppedHref(address: ScheduleAddress & { day: string }, days: number): string {
  return scheduleHref({ ...address, day: addDays(address.day, days) });
}

function isDay(day: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(day) &&
    day >= "2000-01-01" &&
    day <= "2199-12-31" &&
    !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) &&
    new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
  );
}
