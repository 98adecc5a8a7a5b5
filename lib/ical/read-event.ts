import { AppError } from "#lib/core/errors.ts";
import { dayMs } from "./civil-time.ts";
import { lineOf } from "./content-lines.ts";
import { recurs } from "./expand-series.ts";
import { type MasterEvent, masterOf, readMaster } from "./master-event.ts";
import { unescapeText } from "./text-value.ts";
import { ianaZone, instantOf, type Zone } from "./zone.ts";

export interface EventDetails {
  uid: string;
  summary: string;
  description: string;
  location: string;
  /** Epoch milliseconds of the first instance; `endMs` exclusive. All-day: midnights in the zone given. */
  startMs: number;
  endMs: number;
  allDay: boolean;
  /** STATUS and TRANSP in capitals, "" when absent. */
  status: string;
  transparency: string;
  sequence: number;
  /** Whether there may be more than one instance: a rule, further dates, or overrides. */
  recurring: boolean;
  /** CLASS in capitals, "" when absent. */
  classification: string;
}

/**
 * What one calendar object says: its master event, or its first where it holds only overrides. Null when there
 * is no event that can be read. Floating times and dates are taken in `timeZone`.
 * @throws AppError `invalid_input` when `timeZone` is no IANA zone. No text makes it throw.
 */
export function readEvent(text: string, timeZone: string): EventDetails | null {
  const home = ianaZone(timeZone);
  if (!home) throw new AppError("invalid_input", `Unknown time zone ${timeZone}`);
  return detailsOf(masterOf(text), home);
}

/** As `readEvent`, of the master event of a text that was read before. */
export function detailsOf(found: MasterEvent | null, home: Zone): EventDetails | null {
  const source = found && readMaster(found, home);
  if (!found || !source) return null;
  const { component, start, extent } = source;
  const textOf = (name: string) => unescapeText(lineOf(component, name)?.value ?? "");
  const startMs = instantOf(start.civil, start.zone);
  const days = extent.days === 0 ? startMs : instantOf(start.civil + extent.days * dayMs, start.zone);
  return {
    uid: source.uid,
    summary: textOf("SUMMARY"),
    description: textOf("DESCRIPTION"),
    location: textOf("LOCATION"),
    startMs,
    endMs: Math.max(startMs, days + extent.ms),
    allDay: start.isDate,
    status: source.status,
    transparency: source.transparency,
    sequence: source.sequence,
    recurring: recurs(source) || found.overrides > 0,
    classification: (lineOf(component, "CLASS")?.value ?? "").trim().toUpperCase(),
  };
}
