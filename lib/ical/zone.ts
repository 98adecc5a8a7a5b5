import { dayMs } from "./civil-time.ts";

/** A time zone: what is added to UTC at an instant to get civil time. */
export interface Zone {
  name: string;
  /** Milliseconds, at an instant in epoch milliseconds. */
  offsetAt(instantMs: number): number;
}

export const utc: Zone = { name: "UTC", offsetAt: () => 0 };

const maxCachedZones = 700;
const maxCachedDays = 5_000;
const zones = new Map<string, Zone | null>();

/**
 * The zone of an IANA name, or null when this runtime does not know it. Names are compared without case.
 * Zones are built once and shared: building one an event costs more than expanding it.
 */
export function ianaZone(name: string): Zone | null {
  const key = name.toLowerCase();
  const known = zones.get(key);
  if (known !== undefined) return known;
  const built = buildZone(name);
  if (zones.size >= maxCachedZones) zones.clear();
  zones.set(key, built);
  return built;
}

/**
 * The instant of a civil time (RFC 5545 §3.3.5): a time that occurs twice is its first occurrence, a time that
 * a zone skips is read with the offset before the gap.
 */
export function instantOf(civilTime: number, zone: Zone): number {
  const before = zone.offsetAt(civilTime - dayMs);
  const early = civilTime - before;
  if (zone.offsetAt(early) === before) return early;
  const after = zone.offsetAt(civilTime + dayMs);
  const late = civilTime - after;
  return zone.offsetAt(late) === after ? late : early;
}

/** The civil time a clock in the zone shows at an instant. */
export function civilOf(instantMs: number, zone: Zone): number {
  return instantMs + zone.offsetAt(instantMs);
}

function buildZone(name: string): Zone | null {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone: name,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
  } catch {
    return null;
  }
  const resolved = format.resolvedOptions().timeZone;
  if (resolved === "UTC") return { name: "UTC", offsetAt: utc.offsetAt };
  const measure = (instantMs: number) => measuredOffset(format, instantMs);
  // No zone moves its clocks twice within a day, so equal offsets at both ends hold for all of it.
  const days = new Map<number, number>();
  const offsetAt = (instantMs: number) => {
    const day = Math.floor(instantMs / dayMs);
    let offset = days.get(day);
    if (offset === undefined) {
      const start = measure(day * dayMs);
      offset = start === measure((day + 1) * dayMs) ? start : Number.NaN;
      if (days.size >= maxCachedDays) days.clear();
      days.set(day, offset);
    }
    return Number.isNaN(offset) ? measure(instantMs) : offset;
  };
  return { name, offsetAt };
}

function measuredOffset(format: Intl.DateTimeFormat, instantMs: number): number {
  // Before the year 1 the formatter counts backwards; no calendar needs offsets there.
  const clamped = Math.max(instantMs, -62_135_510_400_000);
  const text = format.format(clamped);
  const parts = /^(\d+)\/(\d+)\/(\d+), (\d+):(\d+):(\d+)$/.exec(text);
  if (!parts) return 0;
  const date = new Date(0);
  date.setUTCFullYear(Number(parts[3]), Number(parts[1]) - 1, Number(parts[2]));
  date.setUTCHours(Number(parts[4]), Number(parts[5]), Number(parts[6]));
  return date.getTime() - Math.floor(clamped / 1000) * 1000;
}
