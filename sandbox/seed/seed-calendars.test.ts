import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { availabilityIntervals } from "#lib/ical/availability.ts";
import { openCalendarStore } from "#sandbox/caldav/calendar-store.ts";
import { seedCalendars } from "./seed-calendars.ts";
import { weekdayOf } from "./vienna-days.ts";

test.each(Array.from({ length: 7 }, (_, day) => Date.UTC(2026, 9, 19 + day, 9)))(
  "seeded at %s, the holiday is a working day and the series keeps its exceptions",
  (now) => {
    const dataDir = mkdtempSync(join(tmpdir(), "sandbox-days-"));
    seedCalendars(dataDir, now);
    const objects = openCalendarStore(dataDir, () => now).find("mara", "personal")?.objects;
    const text = (name: string) => objects?.get(name)?.body.toString("utf8") ?? "";
    const holiday = /DTSTART;VALUE=DATE:(\d{8})/.exec(text("holiday.ics"))?.[1] ?? "";
    expect([2, 3, 4, 5, 6]).toContain(weekdayOf(holiday));
    const series = text("weekly-lunch.ics");
    const moved = /RECURRENCE-ID;TZID=Europe\/Vienna:(\d{8})T130000/.exec(series)?.[1] ?? "";
    const excluded = /EXDATE;TZID=Europe\/Vienna:(\d{8})T130000/.exec(series)?.[1] ?? "";
    expect([weekdayOf(moved), weekdayOf(excluded)]).toEqual([3, 3]);
    expect(moved < excluded).toBe(true);
    rmSync(dataDir, { recursive: true });
  },
);

test.each(Array.from({ length: 7 }, (_, day) => Date.UTC(2026, 9, 19 + day, 9)))(
  "seeded at %s, Mara works Tuesday to Saturday from 10 to 19; nobody else says when",
  (now) => {
    const dataDir = mkdtempSync(join(tmpdir(), "sandbox-hours-"));
    seedCalendars(dataDir, now);
    const store = openCalendarStore(dataDir, () => now);
    // The week from Monday 2 to Monday 9 November: winter time.
    const { free, unavailable, unreadable } = availabilityIntervals(store.availability("mara") ?? "", {
      fromMs: Date.UTC(2026, 10, 2),
      toMs: Date.UTC(2026, 10, 9),
      timeZone: "UTC",
    });
    const hour = (day: number, at: number) => Date.UTC(2026, 10, day, at);
    expect(free).toEqual([3, 4, 5, 6, 7].map((day) => ({ startMs: hour(day, 9), endMs: hour(day, 18) })));
    expect(unavailable).toHaveLength(6);
    expect(unreadable).toEqual([]);
    expect(store.availability("theo")).toBeUndefined();
    rmSync(dataDir, { recursive: true });
  },
);
