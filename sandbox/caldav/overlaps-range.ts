import { TZDate } from "@date-fns/tz";
import { RRuleTemporal } from "rrule-temporal";
import { type Component, type ContentLine, lineOf, parseCalendarText } from "./content-lines.ts";

const day = 86_400_000;
const timePattern = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/;
const durationPattern =
  /^([+-]?)P(?:(\d{1,6})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,6})S)?)?$/;

/** Epoch milliseconds of a DATE or DATE-TIME line; days and floating times count as UTC, as in Nextcloud. */
function instantOf(line: ContentLine): number {
  const match = timePattern.exec(line.value.trim());
  if (match === null) return Number.NaN;
  const [year, month, date, hour, minute, second] = match.slice(1, 7).map((part) => Number(part ?? 0));
  const parts = [year ?? 0, (month ?? 1) - 1, date ?? 1, hour ?? 0, minute ?? 0, second ?? 0] as const;
  const zone = line.parameters.TZID;
  if (zone === undefined || match[7] === "Z" || match[4] === undefined) return Date.UTC(...parts);
  const local = new TZDate(...parts, zone).getTime();
  return Number.isNaN(local) ? Date.UTC(...parts) : local;
}

function lengthOf(event: Component, start: ContentLine): number {
  const end = lineOf(event, "DTEND");
  if (end !== undefined) return instantOf(end) - instantOf(start);
  const duration = durationPattern.exec(lineOf(event, "DURATION")?.value.trim() ?? "");
  if (duration !== null) {
    const [weeks, days, hours, minutes, seconds] = duration.slice(2).map((part) => Number(part ?? 0));
    const total =
      ((weeks ?? 0) * 7 + (days ?? 0)) * day +
      ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1000;
    return duration[1] === "-" ? -total : total;
  }
  return /T/.test(start.value) ? 0 : day;
}

function recursWithin(start: ContentLine, rule: string, from: number, to: number): boolean {
  const parameters = Object.entries(start.parameters).map(([name, value]) => `;${name}=${value}`);
  const rruleString = `DTSTART${parameters.join("")}:${start.value}\nRRULE:${rule}`;
  return new RRuleTemporal({ rruleString }).between(new Date(from), new Date(to), true).length > 0;
}

/**
 * Whether an object has an event within `[from, to)` (epoch milliseconds), for `calendar-query`. Like
 * Nextcloud it returns too much rather than too little: EXDATE and the original slot of a moved instance still
 * count, and so does everything that cannot be read.
 */
export function overlapsRange(text: string, from: number, to: number): boolean {
  for (const event of parseCalendarText(text).components) {
    if (event.name === "VTIMEZONE") continue;
    const start = lineOf(event, "DTSTART");
    if (start === undefined || lineOf(event, "RDATE") !== undefined) return true;
    const begins = instantOf(start);
    const length = lengthOf(event, start);
    if (Number.isNaN(begins + length)) return true;
    if (begins < to && (begins + length > from || (length <= 0 && begins >= from))) return true;
    const rule = lineOf(event, "RRULE")?.value;
    if (rule === undefined || begins >= to) continue;
    try {
      if (recursWithin(start, rule, from - Math.max(length, 0) + 1, to - 1)) return true;
    } catch {
      return true;
    }
  }
  return false;
}
