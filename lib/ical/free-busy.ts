import { componentsNamed } from "./content-lines.ts";
import { readDateValue, readDuration } from "./date-value.ts";
import type { ParsedCalendar } from "./parsed-calendar.ts";
import type { Interval } from "./types.ts";
import { instantOf, utc, type Zone } from "./zone.ts";

const maxPeriods = 50_000;

/** The periods of a text's VFREEBUSY components that are not FREE (RFC 5545 §3.6.4) and overlap the window. */
export function freeBusyIntervals(
  { root, zoneOf }: ParsedCalendar,
  home: Zone,
  window: { fromMs: number; toMs: number },
): Interval[] {
  const found: Interval[] = [];
  for (const component of componentsNamed(root, "VFREEBUSY")) {
    for (const line of component.lines) {
      if (line.name !== "FREEBUSY" || line.params.get("FBTYPE")?.toUpperCase() === "FREE") continue;
      const zone = zoneOf(line.params.get("TZID") ?? "") ?? home;
      const instant = (written: string) => {
        const value = readDateValue(written);
        return value ? instantOf(value.civil, value.isUtc ? utc : zone) : null;
      };
      for (const period of line.value.split(",")) {
        const [from = "", to = ""] = period.split("/");
        const startMs = instant(from);
        if (startMs === null || found.length >= maxPeriods) continue;
        const length = readDuration(to);
        const endMs = length ? startMs + length.days * 86_400_000 + length.ms : instant(to);
        if (endMs !== null && startMs < window.toMs && endMs > window.fromMs && endMs > startMs)
          found.push({ startMs, endMs });
      }
    }
  }
  return found;
}
