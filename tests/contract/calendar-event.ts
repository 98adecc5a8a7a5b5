/** One event of an hour; characters that XML and iCalendar must escape are in it. `lines` go into the VEVENT. */
export function event(uid: string, summary: string, lines: string[] = []): string {
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Parlour//Contract//EN",
    "BEGIN:VEVENT",
    `UID:${uid}`,
    "DTSTAMP:20270101T090000Z",
    "DTSTART:20270112T160000Z",
    "DTEND:20270112T170000Z",
    `SUMMARY:${summary}`,
    "DESCRIPTION:Grün & <blau>\\, ]]> &amp\\;",
    ...lines,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
}
