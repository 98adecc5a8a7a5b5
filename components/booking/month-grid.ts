import { addDays, weekdayOf } from "#lib/core/time-zone.ts";

/** Months are `YYYY-MM`, days `YYYY-MM-DD`. */

export function monthOf(day: string): string {
  return day.slice(0, 7);
}

export function shiftMonth(month: string, by: number): string {
  const date = new Date(`${month}-01T00:00:00Z`);
  date.setUTCMonth(date.getUTCMonth() + by);
  return date.toISOString().slice(0, 7);
}

/** The weeks, Monday to Sunday, that a month touches; days of its neighbours are included. */
export function monthGrid(month: string): string[][] {
  const first = `${month}-01`;
  const weeks: string[][] = [];
  let day = addDays(first, 1 - weekdayOf(first));
  while (monthOf(day) <= month) {
    const monday = day;
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(monday, index)));
    day = addDays(day, 7);
  }
  return weeks;
}

/**
 * The day an arrow, Home, End or Page key leads to, among those that can be chosen; null where there is none.
 * Left and right go to the neighbour in the list; up and down to the nearest at least a week away.
 */
export function dayForKey(key: string, from: string, days: readonly string[]): string | null {
  const before = days.filter((day) => day < from);
  const after = days.filter((day) => day > from);
  switch (key) {
    case "ArrowLeft":
      return before.at(-1) ?? null;
    case "ArrowRight":
      return after[0] ?? null;
    case "ArrowUp":
      return before.findLast((day) => day <= addDays(from, -7)) ?? null;
    case "ArrowDown":
      return after.find((day) => day >= addDays(from, 7)) ?? null;
    case "Home":
      return days[0] ?? null;
    case "End":
      return days.at(-1) ?? null;
    default:
      return null;
  }
}
