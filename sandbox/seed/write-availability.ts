import { viennaDay, weekdayOf } from "./vienna-days.ts";
import { zoned, zoneLines } from "./write-event.ts";

const dayNames = ["SU", "MO", "TU", "WE", "TH", "FR", "SA"];

/**
 * Working hours in the shape of Nextcloud's Availability settings: an AVAILABLE a weekday (0 Sunday … 6
 * Saturday), repeated weekly since the last such day before `now`. `from` and `to` are `HHMM` in Vienna.
 */
export function writeAvailability(
  weekdays: readonly number[],
  from: string,
  to: string,
  now: number,
): string {
  const available = weekdays.flatMap((weekday) => {
    const ago = (weekdayOf(viennaDay(now, 0)) - weekday + 7) % 7;
    const day = viennaDay(now, -ago);
    return [
      "BEGIN:AVAILABLE",
      zoned("DTSTART", day, from),
      zoned("DTEND", day, to),
      `UID:hours-${dayNames[weekday]}@cloud.parlour.test`,
      `RRULE:FREQ=WEEKLY;BYDAY=${dayNames[weekday]}`,
      "END:AVAILABLE",
    ];
  });
  return [
    "BEGIN:VCALENDAR",
    "PRODID:Nextcloud DAV app",
    ...zoneLines,
    "BEGIN:VAVAILABILITY",
    ...available,
    "END:VAVAILABILITY",
    "END:VCALENDAR",
  ].join("\r\n");
}
