import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
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
