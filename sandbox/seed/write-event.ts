import { seedZone } from "./vienna-days.ts";

/** The VTIMEZONE of Vienna. */
export const zoneLines = [
  "BEGIN:VTIMEZONE",
  `TZID:${seedZone}`,
  "BEGIN:DAYLIGHT",
  "TZOFFSETFROM:+0100",
  "TZOFFSETTO:+0200",
  "TZNAME:CEST",
  "DTSTART:19700329T020000",
  "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
  "END:DAYLIGHT",
  "BEGIN:STANDARD",
  "TZOFFSETFROM:+0200",
  "TZOFFSETTO:+0100",
  "TZNAME:CET",
  "DTSTART:19701025T030000",
  "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
  "END:STANDARD",
  "END:VTIMEZONE",
];

/** One VEVENT to write; `day` is `YYYYMMDD`, times are `HHMM` in Vienna, or nothing for an all-day event. */
export type SeedEvent = {
  day: string;
  /** `[start, end]`; an all-day event gives its last day (exclusive) in `until` instead. */
  time?: [string, string];
  until?: string;
  summary: string;
  /** Further lines, such as `RRULE:FREQ=WEEKLY` or `TRANSP:TRANSPARENT`. */
  more?: string[];
};

/** A zoned DATE-TIME property such as `EXDATE;TZID=Europe/Vienna:20261201T130000`. */
export const zoned = (name: string, day: string, time: string) => `${name};TZID=${seedZone}:${day}T${time}00`;

const escapeText = (text: string) => text.replace(/[\\;,]/g, (character) => `\\${character}`);

/** An iCalendar object of one UID (a master and its overrides), with CRLF line ends. `now` is the DTSTAMP. */
export function writeEvent(uid: string, events: SeedEvent[], now: number): string {
  const stamp = `${new Date(now).toISOString().replace(/[-:]/g, "").slice(0, 15)}Z`;
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Parlour//Sandbox cloud//EN",
    "CALSCALE:GREGORIAN",
  ];
  if (events.some((event) => event.time !== undefined)) lines.push(...zoneLines);
  for (const { day, time, until, summary, more } of events) {
    lines.push("BEGIN:VEVENT", `UID:${uid}`, `DTSTAMP:${stamp}`);
    if (time === undefined) lines.push(`DTSTART;VALUE=DATE:${day}`, `DTEND;VALUE=DATE:${until ?? day}`);
    else lines.push(zoned("DTSTART", day, time[0]), zoned("DTEND", day, time[1]));
    lines.push(`SUMMARY:${escapeText(summary)}`, ...(more ?? []), "END:VEVENT");
  }
  return `${[...lines, "END:VCALENDAR"].join("\r\n")}\r\n`;
}
