import { viennaDay } from "#sandbox/seed/vienna-days.ts";
import { type SeedEvent, writeEvent, zoned } from "#sandbox/seed/write-event.ts";
import { seededRandom } from "./random.ts";

export interface GeneratedObject {
  /** The last segment of its address. */
  name: string;
  ics: string;
}

const PAST_DAYS = 730;
const AHEAD_DAYS = 365;
const WEEKDAYS = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

/**
 * A calendar as a studio has it after years: one object an event, as Nextcloud stores them (its own VTIMEZONE in
 * every timed object). One in ten recurs; most of those series have ended. The same for the same day and count.
 */
export function generateCalendar(options: { events: number; now: number }): GeneratedObject[] {
  const random = seededRandom(20_261_120);
  return Array.from({ length: options.events }, (_, index) => {
    const uid = `bench-${String(index).padStart(6, "0")}-4f0c-9d52-8a1e2b7c3d40`;
    const offset = Math.floor(random() * (PAST_DAYS + AHEAD_DAYS)) - PAST_DAYS;
    const events =
      index % 10 === 0 ? series(random, offset, options.now) : single(random, offset, options.now);
    return { name: `${uid}.ics`, ics: writeEvent(uid, events, options.now) };
  });
}

function single(random: () => number, offset: number, now: number): SeedEvent[] {
  const day = viennaDay(now, offset);
  const kind = random();
  const more = details(random);
  if (kind < 0.04)
    return [{ day, until: viennaDay(now, offset + 1 + Math.floor(random() * 3)), summary: "Away", more }];
  if (kind < 0.1) more.push("TRANSP:TRANSPARENT");
  else if (kind < 0.14) more.push("STATUS:CANCELLED");
  else if (kind < 0.3) more.push("STATUS:CONFIRMED", "TRANSP:OPAQUE");
  return [{ day, time: someTime(random), summary: "Session", more }];
}

/** Courses that ended, birthdays, weekly and monthly dates; some with an instance left out or moved. */
function series(random: () => number, offset: number, now: number): SeedEvent[] {
  const kind = random();
  const day = viennaDay(now, offset);
  if (kind < 0.15)
    return [
      {
        day,
        until: viennaDay(now, offset + 1),
        summary: "Birthday",
        more: ["RRULE:FREQ=YEARLY", "TRANSP:TRANSPARENT"],
      },
    ];
  const time = someTime(random);
  const weekday = WEEKDAYS[new Date(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`).getUTCDay()];
  if (kind < 0.2)
    return [{ day, time, summary: "Studio round", more: [`RRULE:FREQ=WEEKLY;BYDAY=${weekday}`] }];
  if (kind < 0.25)
    return [
      { day, time, summary: "Stock taking", more: [`RRULE:FREQ=MONTHLY;BYMONTHDAY=${Number(day.slice(6))}`] },
    ];
  const count = 4 + Math.floor(random() * 16);
  const rule = kind < 0.4 ? `RRULE:FREQ=DAILY;COUNT=${count}` : `RRULE:FREQ=WEEKLY;COUNT=${count}`;
  const master: SeedEvent = { day, time, summary: "Course", more: [rule, ...details(random)] };
  const step = kind < 0.4 ? 1 : 7;
  if (kind > 0.85) master.more?.push(zoned("EXDATE", viennaDay(now, offset + step), time[0]));
  if (kind < 0.7) return [master];
  const moved = viennaDay(now, offset + 2 * step);
  const override: SeedEvent = {
    day: moved,
    time: ["1930", "2030"],
    summary: "Course (moved)",
    more: [zoned("RECURRENCE-ID", moved, time[0]), "SEQUENCE:1"],
  };
  return [master, override];
}

function someTime(random: () => number): [string, string] {
  const start = 9 * 4 + Math.floor(random() * 32);
  const end = start + 2 + Math.floor(random() * 8);
  return [clock(start), clock(end)];
}

const clock = (quarters: number) =>
  `${String(Math.floor(quarters / 4)).padStart(2, "0")}${String((quarters % 4) * 15).padStart(2, "0")}`;

function details(random: () => number): string[] {
  const more = ["CREATED:20240110T080000Z", "LAST-MODIFIED:20240110T080000Z", "SEQUENCE:2"];
  if (random() < 0.5)
    more.push(
      "DESCRIPTION:Second sitting\\, healed well. Bring the reference pictures and",
      "  the consent form.",
    );
  if (random() < 0.3) more.push("LOCATION:Studio\\, room 2");
  if (random() < 0.2)
    more.push("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:-PT30M", "DESCRIPTION:Reminder", "END:VALARM");
  return more;
}
