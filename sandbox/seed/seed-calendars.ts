import { openCalendarStore, type StoredCalendar } from "#sandbox/caldav/calendar-store.ts";
import { readCalendarObject } from "#sandbox/caldav/read-calendar-object.ts";
import { cloudUsers, serviceAccount } from "#sandbox/users.ts";
import { viennaDay, viennaWeekday, weekdayOf } from "./vienna-days.ts";
import { writeAvailability } from "./write-availability.ts";
import { type SeedEvent, writeEvent, zoned } from "./write-event.ts";

const [monday, tuesday, wednesday, thursday, friday, saturday] = [1, 2, 3, 4, 5, 6] as const;

type SeedObjects = Record<string, SeedEvent[]>;

/** A weekly hour with one instance moved to the afternoon and one left out. */
function weeklyWithMovedInstance(now: number): SeedEvent[] {
  const moved = viennaWeekday(now, wednesday, 1);
  const excluded = viennaWeekday(now, wednesday, 2);
  const master: SeedEvent = {
    day: viennaWeekday(now, wednesday, -4),
    time: ["1300", "1400"],
    summary: "Lunch with the apprentices",
    more: ["RRULE:FREQ=WEEKLY;BYDAY=WE", zoned("EXDATE", excluded, "1300")],
  };
  const override: SeedEvent = {
    day: moved,
    time: ["1530", "1630"],
    summary: "Lunch with the apprentices (moved)",
    more: [zoned("RECURRENCE-ID", moved, "1300"), "SEQUENCE:1"],
  };
  return [master, override];
}

/** Days until the holiday: two weeks, and on to Tuesday where that is a day the studio is closed anyway. */
function holidayOffset(now: number): number {
  const weekday = weekdayOf(viennaDay(now, 14));
  if (weekday === 0) return 16;
  return weekday === monday ? 15 : 14;
}

function marasObjects(now: number): SeedObjects {
  const holiday = holidayOffset(now);
  const busy = (day: string, from: string, to: string, summary: string): SeedEvent[] => [
    { day, time: [from, to], summary },
  ];
  return {
    "weekly-lunch": weeklyWithMovedInstance(now),
    holiday: [
      {
        day: viennaDay(now, holiday),
        until: viennaDay(now, holiday + 1),
        summary: "Holiday: studio closed",
        more: ["TRANSP:OPAQUE"],
      },
    ],
    "supply-sale": [
      {
        day: viennaWeekday(now, thursday),
        time: ["1000", "1800"],
        summary: "Ink sale at the supplier",
        more: ["TRANSP:TRANSPARENT"],
      },
    ],
    "cancelled-session": [
      {
        day: viennaWeekday(now, friday),
        time: ["1100", "1300"],
        summary: "Session: Felix, compass",
        more: ["STATUS:CANCELLED", "SEQUENCE:2"],
      },
    ],
    dentist: [
      {
        day: viennaWeekday(now, monday),
        time: ["0900", "1000"],
        summary: "Dentist",
        more: ["CLASS:PRIVATE"],
      },
    ],
    "session-nora": busy(viennaWeekday(now, tuesday), "1000", "1200", "Session: Nora Weiß, swallow"),
    "session-jonas": busy(viennaWeekday(now, friday), "1500", "1730", "Session: Jonas Gruber, sleeve (2/3)"),
    "session-ida": busy(viennaWeekday(now, tuesday, 1), "1600", "1800", "Session: Ida, fern"),
    "session-paul": busy(viennaWeekday(now, saturday, 1), "1000", "1300", "Session: Paul; touch-up, heron"),
    "session-nora-2": busy(
      viennaWeekday(now, thursday, 2),
      "1400",
      "1600",
      "Session: Nora Weiß, second swallow",
    ),
    "session-sleeve-3": busy(
      viennaWeekday(now, friday, 3),
      "1200",
      "1630",
      "Session: Jonas Gruber, sleeve (3/3)",
    ),
  };
}

function theosObjects(now: number): SeedObjects {
  return {
    "drawing-evening": [
      {
        day: viennaWeekday(now, thursday, -2),
        time: ["1600", "1800"],
        summary: "Life drawing",
        more: ["RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"],
      },
    ],
    "session-lea": [
      { day: viennaWeekday(now, wednesday), time: ["1000", "1230"], summary: "Session: Lea, peony" },
    ],
    "session-milan": [
      { day: viennaWeekday(now, saturday), time: ["1400", "1700"], summary: "Session: Milan, dragon (1/4)" },
    ],
    "guest-spot": [{ day: viennaDay(now, 24), until: viennaDay(now, 27), summary: "Guest spot in Graz" }],
  };
}

function junesObjects(now: number): SeedObjects {
  return {
    training: [{ day: viennaWeekday(now, monday, 1), time: ["1000", "1600"], summary: "Hygiene training" }],
  };
}

function putAll(
  store: ReturnType<typeof openCalendarStore>,
  calendar: StoredCalendar,
  objects: SeedObjects,
  now: number,
) {
  for (const [slug, events] of Object.entries(objects)) {
    const text = writeEvent(`${slug}-${calendar.owner}@cloud.parlour.test`, events, now);
    store.put(calendar, `${slug}.ics`, readCalendarObject(Buffer.from(text), calendar.components));
  }
}

/**
 * Writes everyone's `personal` calendar around `now` (epoch milliseconds), shares Mara's and Theo's, and sets the
 * working hours Mara has in her Nextcloud, which are longer than those of her studio.
 */
export function seedCalendars(dataDir: string, now: number): void {
  const store = openCalendarStore(dataDir, () => now);
  const contents = new Map([
    ["mara", marasObjects(now)],
    ["theo", theosObjects(now)],
    ["june", junesObjects(now)],
  ]);
  for (const owner of cloudUsers.keys()) {
    const calendar = store.createCalendar({
      owner,
      uri: "personal",
      displayName: "Personal",
      color: "#0082c9",
      components: ["VEVENT"],
    });
    putAll(store, calendar, contents.get(owner) ?? {}, now);
    if (owner === "mara" || owner === "theo")
      store.share(calendar, { user: serviceAccount, access: "read-write" });
  }
  const weekdays = [tuesday, wednesday, thursday, friday, saturday];
  store.setAvailability("mara", writeAvailability(weekdays, "1000", "1900", now));
}
