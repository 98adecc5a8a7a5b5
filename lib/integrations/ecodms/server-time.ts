import { instantOf } from "#lib/core/time-zone.ts";

/** ecoDMS writes the time of its server's own clock and no zone. It is made in Germany, and mostly stands there. */
export const USUAL_ZONE = "Europe/Berlin";

/** `2026-11-21 10:00:00` as ISO 8601 UTC; null for what is no time. */
export function serverInstant(text: string | null | undefined, timeZone: string): string | null {
  const found = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2}):(\d{2})/.exec(text ?? "");
  if (!found) return null;
  const [, day = "", hours, minutes, seconds] = found;
  const ms = instantOf(day, Number(hours) * 60 + Number(minutes), timeZone) + Number(seconds) * 1000;
  return Number.isFinite(ms) ? new Date(ms).toISOString() : null;
}

/** A day of the calendar; null for what is none. */
export function dayOrNull(text: string | null | undefined): string | null {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text ?? "")?.[0];
  return day !== undefined && !Number.isNaN(Date.parse(day)) ? day : null;
}
