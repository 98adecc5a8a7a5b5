import { dayMs } from "./civil-time.ts";
import { readDateValue } from "./date-value.ts";
import type { Interval } from "./types.ts";
import { instantOf, utc, type Zone } from "./zone.ts";

/**
 * The time an event takes that could not be read, from whatever can be: its DTSTART and DTEND by their looks.
 * Without an end it is a day; if it recurs it lasts to the end of the window, since nothing is known of its
 * instances. Null when not even a start is there.
 *
 * @param text the event's lines
 */
export function knownSpan(
  text: string,
  zones: { zoneOf(tzid: string): Zone | null; home: Zone },
  windowEndMs: number,
): Interval | null {
  const start = momentIn(text, "DTSTART", zones);
  if (!start) return null;
  if (/^[ \t]*(RRULE|RDATE)/im.test(text))
    return { startMs: start.ms, endMs: Math.max(windowEndMs, start.ms + dayMs) };
  const end = momentIn(text, "DTEND", zones);
  const endMs = end && end.ms > start.ms ? end.ms : start.ms + dayMs;
  return { startMs: start.ms, endMs };
}

function momentIn(
  text: string,
  name: "DTSTART" | "DTEND",
  zones: { zoneOf(tzid: string): Zone | null; home: Zone },
): { ms: number } | null {
  const line = new RegExp(`^[ \\t]*${name}([^\\n]{0,400})`, "im").exec(text)?.[1];
  const written = /\d{4}-?\d{2}-?\d{2}(?:T\d{2}:?\d{2}(?::?\d{2})?Z?)?/i.exec(line ?? "")?.[0];
  const value = written ? readDateValue(written) : null;
  if (!value) return null;
  const tzid = /TZID="?([^";:]{1,200})/i.exec(line ?? "")?.[1];
  const zone = value.isUtc ? utc : ((tzid && !value.isDate ? zones.zoneOf(tzid) : null) ?? zones.home);
  return { ms: instantOf(value.civil, zone) };
}
