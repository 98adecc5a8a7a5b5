import { findZone } from "./zone-name.ts";

/** What a booking page is asked to show; everything may be absent. */
export interface BookingParams {
  /** `YYYY-MM-DD` in the zone shown */
  day: string | null;
  /** `YYYY-MM` */
  month: string | null;
  /** epoch ms */
  startMs: number | null;
  /** IANA zone to show times in, where it is not the artist's */
  zone: string | null;
  /** What was typed for a place where no zone of that name is known. */
  unknownZone: string | null;
  /** The length asked for, minutes; whether it can be had is for the service to say. */
  lengthMinutes: number | null;
  draft: string | null;
}

const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
const earliestMs = Date.parse("2000-01-01T00:00:00Z");
const latestMs = Date.parse("2200-01-01T00:00:00Z");

function realDay(value: string | null): string | null {
  if (!value || !/^2[01]\d{2}-\d{2}-\d{2}$/.test(value)) return null;
  const date = new Date(`${value}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== value ? null : value;
}

function realLength(value: string | null): number | null {
  return value && /^[1-9]\d{0,3}$/.test(value) ? Number(value) : null;
}

/** Reads the query of a booking address; what is malformed counts as absent. */
export function parseBookingParams(query: { get(name: string): string | null }): BookingParams {
  const start = query.get("start");
  const startMs = start && isoInstant.test(start) ? Date.parse(start) : Number.NaN;
  const zone = query.get("tz");
  const month = query.get("month");
  return {
    day: realDay(query.get("day")),
    month: month && realDay(`${month}-01`) ? month : null,
    startMs: startMs >= earliestMs && startMs < latestMs ? startMs : null,
    zone: zone ? findZone(zone) : null,
    unknownZone: zone && !findZone(zone) ? zone.slice(0, 64) : null,
    lengthMinutes: realLength(query.get("length")),
    draft: query.get("draft")?.slice(0, 200) || null,
  };
}

/** Where all artists stand: of the site, or of the frame of another one that the page is in. */
export function bookingHome(path: string): string {
  return /^\/embed\/booking\/[^/]+/.exec(path)?.[0] ?? "/book";
}

/** The address that shows these; `path` is the page's own. */
export function bookingHref(path: string, params: Partial<BookingParams>): string {
  const query = new URLSearchParams();
  if (params.day) query.set("day", params.day);
  if (params.startMs != null) query.set("start", new Date(params.startMs).toISOString());
  if (params.month) query.set("month", params.month);
  if (params.zone) query.set("tz", params.zone);
  if (params.lengthMinutes) query.set("length", String(params.lengthMinutes));
  if (params.draft) query.set("draft", params.draft);
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}
