import { availabilityIntervals } from "#lib/ical/availability.ts";
import { expandCalendar } from "#lib/ical/expand-calendar.ts";
import { type Period, paintPeriods } from "#lib/ical/paint-periods.ts";
import type { CalendarStore } from "./calendar-store.ts";
import { calendarViews, visibleObjects } from "./calendar-view.ts";

/**
 * When a user is not free in `[fromMs, toMs)`, as sabre/vobject reckons it: the time outside the working hours,
 * and over it the events of every calendar in the user's home, private ones included. Days and floating times
 * count as UTC.
 */
export function freeBusyOf(store: CalendarStore, user: string, fromMs: number, toMs: number): Period[] {
  const window = { fromMs, toMs, timeZone: "UTC" };
  const occurrences = calendarViews(store, user)
    .flatMap(visibleObjects)
    .filter((object) => object.component === "VEVENT")
    .flatMap((object) => expandCalendar(object.body.toString("utf8"), window).occurrences)
    .filter((occurrence) => occurrence.busy)
    .map(({ startMs, endMs, status }) => ({
      startMs: Math.max(startMs, fromMs),
      endMs: Math.min(endMs, toMs),
      tentative: status === "TENTATIVE",
    }));
  const hours = availabilityIntervals(store.availability(user) ?? "", window).unavailable;
  const tentative = occurrences.filter((occurrence) => occurrence.tentative);
  const firm = occurrences.filter((occurrence) => !occurrence.tentative);
  return paintPeriods(paintPeriods(hours, tentative, "BUSY-TENTATIVE"), firm, "BUSY");
}
