import { type CalendarZones, calendarZones } from "./calendar-zones.ts";
import { type Component, physicalLines, readComponents } from "./content-lines.ts";

/** A text read into components once, for everything that is asked of it. */
export interface ParsedCalendar {
  text: string;
  lines: readonly string[];
  root: Component;
  zoneOf: CalendarZones;
}

/** Reads a text into components; the caller bounds its length. Never throws. */
export function parseCalendar(text: string): ParsedCalendar {
  const lines = physicalLines(text);
  const root = readComponents(lines);
  return { text, lines, root, zoneOf: calendarZones(root, lines) };
}
