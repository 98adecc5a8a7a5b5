import { dayMs } from "./civil-time.ts";
import { type Component, lineOf } from "./content-lines.ts";
import { type DateValue, readDateValue, readDuration } from "./date-value.ts";
import type { FreeBusyType } from "./paint-periods.ts";
import { RecurrenceError } from "./recurrence-rule.ts";
import type { Interval } from "./types.ts";
import { instantOf, utc, type Zone } from "./zone.ts";

/** Where zones of a text are looked up; dates and floating times are read in `home`. */
export interface AvailabilityZones {
  zoneOf(tzid: string): Zone | null;
  home: Zone;
}

/**
 * The time a VAVAILABILITY speaks of (RFC 7953 §3.1): from DTSTART to DTEND or DURATION, without end on a side
 * that names none (±Infinity).
 * @throws RecurrenceError when a bound cannot be read.
 */
export function availabilityBounds(component: Component, zones: AvailabilityZones): Interval {
  for (const name of ["DTSTART", "DTEND", "DURATION"])
    if (component.malformed.has(name)) throw new RecurrenceError(`${name} is malformed`);
  const start = readBound(component, "DTSTART", zones);
  const end = readBound(component, "DTEND", zones);
  const duration = lineOf(component, "DURATION");
  let endMs = end ? instantOf(end.value.civil, end.zone) : Number.POSITIVE_INFINITY;
  if (!end && duration) {
    const length = readDuration(duration.value);
    if (!length || !start) throw new RecurrenceError("DURATION is no duration from a start");
    endMs = instantOf(start.value.civil + length.days * dayMs, start.zone) + length.ms;
  }
  const startMs = start ? instantOf(start.value.civil, start.zone) : Number.NEGATIVE_INFINITY;
  if (endMs <= startMs) throw new RecurrenceError("it ends before it starts");
  return { startMs, endMs };
}

/** 1 is the highest, 9 the lowest; 0 and none come after 9 (§3.1). */
export function availabilityPriority(component: Component): number {
  const text = lineOf(component, "PRIORITY")?.value.trim() ?? "";
  return /^[1-9]$/.test(text) ? Number(text) : 10;
}

/** BUSYTYPE (§3.2): what is none of its values counts as the default. */
export function availabilityBusyType(component: Component): FreeBusyType {
  const text = lineOf(component, "BUSYTYPE")?.value.trim().toUpperCase();
  return text === "BUSY" || text === "BUSY-TENTATIVE" ? text : "BUSY-UNAVAILABLE";
}

function readBound(
  component: Component,
  name: "DTSTART" | "DTEND",
  zones: AvailabilityZones,
): { value: DateValue; zone: Zone } | null {
  const line = lineOf(component, name);
  if (!line) return null;
  const value = readDateValue(line.value);
  if (!value) throw new RecurrenceError(`${name} is no date`);
  const tzid = line.params.get("TZID");
  if (value.isUtc) return { value, zone: utc };
  const zone = value.isDate || !tzid ? zones.home : zones.zoneOf(tzid);
  if (!zone) throw new RecurrenceError(`unknown time zone ${(tzid ?? "").slice(0, 80)}`);
  return { value, zone };
}
