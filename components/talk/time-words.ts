import { differenceInHours, format, intlFormatDistance, isSameYear } from "date-fns";
import { de } from "date-fns/locale/de";
import { enGB } from "date-fns/locale/en-GB";

/** "vor 5 Min.", "2 hr ago"; from a day on the day itself: "Mo. 16. Nov.". Epoch milliseconds, in the reader's zone. */
export function timeWords(atMs: number, nowMs: number, locale: string): string {
  // A server's clock a little ahead of ours is no future.
  const at = Math.min(atMs, nowMs);
  if (nowMs - at < 60_000) return intlFormatDistance(nowMs, nowMs, { locale: tag(locale), unit: "second" });
  if (differenceInHours(nowMs, at) < 24)
    return intlFormatDistance(at, nowMs, {
      locale: tag(locale),
      style: "short",
      unit: nowMs - at < 3_600_000 ? "minute" : "hour",
      numeric: "always",
    });
  return format(at, isSameYear(at, nowMs) ? pattern(locale).near : pattern(locale).far, {
    locale: locale === "de" ? de : enGB,
  });
}

/** "20. Nov. 2026, 14:05", for whoever looks closer. */
export function exactWords(atMs: number, locale: string): string {
  return format(atMs, pattern(locale).exact, { locale: locale === "de" ? de : enGB });
}

function tag(locale: string): string {
  return locale === "de" ? "de" : "en-GB";
}

function pattern(locale: string): { near: string; far: string; exact: string } {
  return locale === "de"
    ? { near: "EEEEEE. d. MMM", far: "d. MMM y", exact: "d. MMM y, HH:mm" }
    : { near: "EEE d MMM", far: "d MMM y", exact: "d MMM y, HH:mm" };
}
