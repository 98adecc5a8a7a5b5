import { type Component, componentsNamed, lineOf } from "./content-lines.ts";
import { type EventSource, readEventSource } from "./event-source.ts";
import { type ParsedCalendar, parseCalendar } from "./parsed-calendar.ts";
import { RecurrenceError } from "./recurrence-rule.ts";
import { utc, type Zone } from "./zone.ts";

/** An object's own limit; a whole calendar is `expandCalendar`'s. */
const maxTextLength = 1_000_000;

export interface MasterEvent {
  component: Component;
  /** How many events beside it change instances of it. */
  overrides: number;
  zoneOf(tzid: string): Zone | null;
}

/** The master event of a calendar object: the one without RECURRENCE-ID, or else the first. */
export function masterOf(text: string): MasterEvent | null {
  return text.length > maxTextLength ? null : masterIn(parseCalendar(text));
}

/** As `masterOf`, of a text that was read before. */
export function masterIn({ text, root, zoneOf }: ParsedCalendar): MasterEvent | null {
  if (text.length > maxTextLength) return null;
  const events = componentsNamed(root, "VEVENT");
  const component = events.find((event) => !lineOf(event, "RECURRENCE-ID")) ?? events[0];
  if (!component) return null;
  const overrides = events.filter((event) => event !== component && lineOf(event, "RECURRENCE-ID")).length;
  return { component, overrides, zoneOf };
}

/** What the master says about time, or null when that cannot be read. */
export function readMaster(master: MasterEvent, home: Zone): EventSource | null {
  try {
    return readEventSource(master.component, { zoneOf: master.zoneOf, home, unknownZone: utc });
  } catch (error) {
    if (error instanceof RecurrenceError) return null;
    throw error;
  }
}
