import { zoneOffset } from "#lib/core/zone-offset.ts";

/**
 * Days, months and clock times in words. Assembled from single parts rather than taken whole from Intl, so that server
 * and browser, whose language data differ in commas and spaces, agree to the letter.
 */

const MINUTE = 60_000;

export interface ZonedClock {
  /** `YYYY-MM-DD` */
  day: string;
  /** `HH:MM`, 24 hours */
  time: string;
  hour: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function format(key: string, locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  let known = formats.get(key);
  if (!known) {
    known = new Intl.DateTimeFormat(locale, options);
    formats.set(key, known);
  }
  return known;
}

/** Day and clock time of an instant (epoch ms) in an IANA zone. Throws RangeError for a zone unknown here. */
export function zonedClock(instantMs: number, zone: string): ZonedClock {
  const parts = format(`clock ${zone}`, "en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(instantMs);
  const part = (type: Intl.DateTimeFormatPartTypes) =>
    parts.find((entry) => entry.type === type)?.value ?? "";
  return {
    day: `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`,
    time: `${part("hour")}:${part("minute")}`,
    hour: Number(part("hour")),
  };
}

/** True when both zones show the same day and clock time at an instant. */
export function sameClock(zone: string, other: string, instantMs: number): boolean {
  const [a, b] = [zonedClock(instantMs, zone), zonedClock(instantMs, other)];
  return a.day === b.day && a.time === b.time;
}

function single(day: string, locale: string, part: "weekday" | "month", width: "long" | "short"): string {
  const instantMs = Date.parse(`${day}T12:00:00Z`);
  return format(`${locale} ${part} ${width}`, locale, { timeZone: "UTC", [part]: width }).format(instantMs);
}

/** "Tuesday 1 December", "Dienstag, 1. Dezember"; with the year when it is not that of `today`. */
export function dayWords(day: string, locale: string, today?: string): string {
  const weekday = single(day, locale, "weekday", "long");
  const month = single(day, locale, "month", "long");
  const date = Number(day.slice(8, 10));
  const year = today !== undefined && today.slice(0, 4) !== day.slice(0, 4) ? ` ${day.slice(0, 4)}` : "";
  return locale === "de" ? `${weekday}, ${date}. ${month}${year}` : `${weekday} ${date} ${month}${year}`;
}

/** "Tue 1 Dec", "Di., 1. Dez." would differ between language data; so three letters of the long names. */
export function shortDayWords(day: string, locale: string): string {
  const weekday = single(day, locale, "weekday", "long").slice(0, locale === "de" ? 2 : 3);
  const month = single(day, locale, "month", "long");
  const date = Number(day.slice(8, 10));
  return locale === "de" ? `${weekday}, ${date}. ${month}` : `${weekday} ${date} ${month}`;
}

/** "Tue 1 Dec", "Di, 1. Dez": for a narrow column. */
export function tinyDayWords(day: string, locale: string): string {
  const month = single(day, locale, "month", "long");
  return shortDayWords(day, locale).replace(month, month.slice(0, 3));
}

/** "December 2026" for `2026-12`. */
export function monthWords(month: string, locale: string): string {
  return `${single(`${month}-01`, locale, "month", "long")} ${month.slice(0, 4)}`;
}

/** Monday to Sunday. */
export function weekdayNames(locale: string): { short: string; long: string }[] {
  // 5 January 1970 was a Monday.
  return Array.from({ length: 7 }, (_, index) => {
    const long = single(`1970-01-${String(5 + index).padStart(2, "0")}`, locale, "weekday", "long");
    return { short: long.slice(0, locale === "de" ? 2 : 3), long };
  });
}

/** "14:00–16:00" in a zone; "02:30 (GMT+2)–02:30 (GMT+1)" where the clocks change meanwhile. */
export function timeRange(startMs: number, endMs: number, zone: string): string {
  const [from, to] = [zonedClock(startMs, zone), zonedClock(endMs, zone)];
  const wallMs = Date.parse(`${to.day}T${to.time}Z`) - Date.parse(`${from.day}T${from.time}Z`);
  if (Math.abs(wallMs - (endMs - startMs)) < MINUTE) return `${from.time}–${to.time}`;
  return `${from.time} (${zoneOffset(startMs, zone)})–${to.time} (${zoneOffset(endMs, zone)})`;
}

/** "45 minutes", "2 hours", "1 hour 30 minutes". */
export function durationWords(minutes: number, locale: string): string {
  const unit = (value: number, name: "hour" | "minute") =>
    new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "long" }).format(value);
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 && unit(hours, "hour"), (rest > 0 || hours === 0) && unit(rest, "minute")]
    .filter(Boolean)
    .join(" ");
}

/** Epoch ms of the end of an appointment. */
export function endOf(startMs: number, durationMinutes: number): number {
  return startMs + durationMinutes * MINUTE;
}
