import { type Component, componentsNamed, lineOf } from "./content-lines.ts";
import { customZone } from "./custom-zone.ts";
import { resolveZone } from "./resolve-zone.ts";
import type { Zone } from "./zone.ts";

/** The zones of one text: a TZID's zone, or null when neither the world nor the text knows it. */
export type CalendarZones = (tzid: string) => Zone | null;

/** Looking up a name that is none tries many; no calendar has so many zones. */
const maxNames = 200;
const maxCached = 50;
const maxCachedText = 20_000;
/** Custom zones by the text that describes them: every object of a calendar repeats the same one. */
const built = new Map<string, Zone | null>();

/**
 * Looks TZIDs up among the zones of the world first, since a file's own description of Europe/Vienna is at best
 * as good; then by X-LIC-LOCATION of its VTIMEZONE; then builds the VTIMEZONE. Nothing is built until asked for.
 */
export function calendarZones(root: Component, lines: readonly string[]): CalendarZones {
  let described: Map<string, Component> | null = null;
  const known = new Map<string, Zone | null>();
  return (tzid) => {
    const name = tzid.trim();
    let zone = known.get(name);
    if (zone !== undefined) return zone;
    if (known.size >= maxNames) return null;
    zone = resolveZone(name);
    if (!zone) {
      described ??= describedZones(root);
      const timeZone = described.get(name);
      if (timeZone) zone = fromDescription(name, timeZone, lines);
    }
    known.set(name, zone);
    return zone;
  };
}

function describedZones(root: Component): Map<string, Component> {
  const found = new Map<string, Component>();
  for (const timeZone of componentsNamed(root, "VTIMEZONE")) {
    const name = lineOf(timeZone, "TZID")?.value.trim().replaceAll('"', "");
    if (name && !found.has(name)) found.set(name, timeZone);
  }
  return found;
}

function fromDescription(name: string, timeZone: Component, lines: readonly string[]): Zone | null {
  const location = lineOf(timeZone, "X-LIC-LOCATION")?.value.trim();
  const located = location ? resolveZone(location) : null;
  if (located) return located;
  const text = lines.slice(timeZone.firstLine, timeZone.lastLine + 1).join("\n");
  if (text.length > maxCachedText) return customZone(name, timeZone);
  const cached = built.get(text);
  if (cached !== undefined) return cached;
  const zone = customZone(name, timeZone);
  if (built.size >= maxCached) built.clear();
  built.set(text, zone);
  return zone;
}
