import { AppError } from "#lib/core/errors.ts";
import { type CalendarUser, calendarUserProperty } from "./calendar-user.ts";
import { dayMs } from "./civil-time.ts";
import { type Component, lineOf } from "./content-lines.ts";
import { EditableLines } from "./edit-lines.ts";
import { type MasterEvent, masterOf, readMaster } from "./master-event.ts";
import {
  type JCalProperty,
  plainText,
  plainUri,
  propertyLines,
  singleLine,
  utcValue,
} from "./property-line.ts";
import { resolveZone } from "./resolve-zone.ts";
import { unescapeText } from "./text-value.ts";
import { civilOf, instantOf, utc, type Zone } from "./zone.ts";

type EventStatus = "TENTATIVE" | "CONFIRMED" | "CANCELLED";

export interface EventToWrite {
  uid: string;
  /** Epoch milliseconds; written to the second. */
  startMs: number;
  endMs: number;
  summary: string;
  description?: string;
  location?: string;
  url?: string;
  status: EventStatus;
  sequence: number;
  createdMs: number;
  modifiedMs: number;
  categories?: string[];
  /** Makes it an iTIP message (RFC 5546); a calendar object resource has none. */
  method?: "REQUEST" | "CANCEL";
  /** Whoever invites, and who is invited: written so that no calendar server mails either of them. */
  organizer?: CalendarUser;
  attendee?: CalendarUser;
}

/**
 * One event as a calendar object resource (RFC 5545, RFC 4791 §4.1), or with a method as a scheduling message: times
 * in UTC, lines folded at 75 octets and ended by CRLF. Whatever the texts hold stays inside its property.
 */
export function writeEvent(event: EventToWrite): string {
  const properties: JCalProperty[] = [
    ["uid", {}, "text", singleLine(event.uid)],
    ["dtstamp", {}, "date-time", utcValue(event.modifiedMs)],
    ["created", {}, "date-time", utcValue(event.createdMs)],
    ["last-modified", {}, "date-time", utcValue(event.modifiedMs)],
    ["sequence", {}, "integer", event.sequence],
    ["status", {}, "text", event.status],
    ["dtstart", {}, "date-time", utcValue(event.startMs)],
    ["dtend", {}, "date-time", utcValue(event.endMs)],
    ["summary", {}, "text", singleLine(event.summary)],
  ];
  if (event.description) properties.push(["description", {}, "text", plainText(event.description)]);
  if (event.location) properties.push(["location", {}, "text", singleLine(event.location)]);
  if (event.url) properties.push(["url", {}, "uri", plainUri(event.url)]);
  if (event.organizer) properties.push(calendarUserProperty("organizer", event.organizer));
  if (event.attendee) properties.push(calendarUserProperty("attendee", event.attendee));
  const categories = (event.categories ?? []).map(singleLine).filter((category) => category !== "");
  if (categories.length > 0) properties.push(["categories", {}, "text", ...categories]);
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Parlour//Parlour//EN",
    ...(event.method ? [`METHOD:${event.method}`] : []),
    "BEGIN:VEVENT",
    ...properties.flatMap(propertyLines),
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return `${lines.join("\r\n")}\r\n`;
}

export interface EventChanges {
  startMs?: number;
  endMs?: number;
  summary?: string;
  /** "" takes the description away. */
  description?: string;
  status?: EventStatus;
  /** Never lowers the one the event has. */
  sequence?: number;
  modifiedMs: number;
}

/**
 * The calendar object with these properties of its master event changed, and everything else (alarms,
 * attendees, unknown properties, overrides, line ends) left as it was, byte by byte. What already holds is not
 * written again: when nothing changes, the same text comes back. New times are written in the zone the event
 * has, where that is one the world knows, else in UTC.
 * @throws AppError `invalid_input` when the text holds no event.
 */
export function updateEvent(existing: string, changes: EventChanges): string {
  const master = masterOf(existing);
  if (!master) throw new AppError("invalid_input", "There is no event in this text");
  const { component } = master;
  const edited: JCalProperty[] = [...timeChanges(master, changes)];
  const removed = edited.some(([name]) => name === "dtend") ? ["DURATION"] : [];
  const textNow = (name: string) => unescapeText(lineOf(component, name)?.value ?? "");

  if (changes.summary !== undefined && singleLine(changes.summary) !== textNow("SUMMARY"))
    edited.push(["summary", {}, "text", singleLine(changes.summary)]);
  if (changes.description !== undefined && plainText(changes.description) !== textNow("DESCRIPTION")) {
    if (changes.description === "") removed.push("DESCRIPTION");
    else edited.push(["description", {}, "text", plainText(changes.description)]);
  }
  if (changes.status !== undefined && changes.status !== textNow("STATUS").trim().toUpperCase())
    edited.push(["status", {}, "text", changes.status]);
  if (changes.sequence !== undefined && changes.sequence > (Number.parseInt(textNow("SEQUENCE"), 10) || 0))
    edited.push(["sequence", {}, "integer", changes.sequence]);
  if (edited.length === 0 && !removed.some((name) => lineOf(component, name))) return existing;

  // Without METHOD, DTSTAMP says the same as LAST-MODIFIED (RFC 5545 §3.8.7.2).
  edited.push(["dtstamp", {}, "date-time", utcValue(changes.modifiedMs)]);
  edited.push(["last-modified", {}, "date-time", utcValue(changes.modifiedMs)]);
  return withProperties(existing, component, edited, removed);
}

function withProperties(
  existing: string,
  component: Component,
  edited: JCalProperty[],
  removed: string[],
): string {
  const lines = new EditableLines(existing);
  const byName = new Map(edited.map((property) => [property[0].toUpperCase(), property]));
  const placed = new Set<string>();
  for (const line of component.lines) {
    const property = byName.get(line.name);
    if (!property && !removed.includes(line.name)) continue;
    lines.replace(
      line.firstLine,
      line.endLine,
      property && !placed.has(line.name) ? propertyLines(property) : [],
    );
    placed.add(line.name);
  }
  // New properties stand before the alarms, where every reader looks for them.
  const end = component.components[0]?.firstLine ?? component.lastLine;
  for (const [name, property] of byName)
    if (!placed.has(name)) lines.replace(end, end, propertyLines(property));
  return lines.toText();
}

/** DTSTART and DTEND where they change, in the event's own zone if that can say the instants. */
function timeChanges(master: MasterEvent, changes: EventChanges): JCalProperty[] {
  if (changes.startMs === undefined && changes.endMs === undefined) return [];
  const now = readMaster(master, utc);
  const nowStart = now && instantOf(now.start.civil, now.start.zone);
  const nowEnd = now && instantOf(now.start.civil + now.extent.days * dayMs, now.start.zone) + now.extent.ms;
  // All-day and floating times stand for no instant, so they never equal one.
  const floating = now !== null && (now.start.isDate || now.start.isFloating);
  const startMs = seconds(changes.startMs ?? nowStart ?? changes.endMs ?? 0);
  const length = nowStart !== null && nowEnd !== null ? nowEnd - nowStart : 0;
  const endMs = seconds(changes.endMs ?? startMs + length);
  if (!floating && startMs === nowStart && endMs === nowEnd) return [];
  const tzid = lineOf(master.component, "DTSTART")?.params.get("TZID");
  const zone = tzid && now && !now.start.isDate && !now.start.isUtc ? resolveZone(tzid) : null;
  const inZone = zone !== null && hasNames(zone, startMs, endMs);
  const written = (name: string, ms: number): JCalProperty =>
    tzid && zone && inZone
      ? [name, { tzid }, "date-time", utcValue(civilOf(ms, zone)).slice(0, -1)]
      : [name, {}, "date-time", utcValue(ms)];
  return [written("dtstart", startMs), written("dtend", endMs)];
}

/** Whether the zone can name these instants: it cannot in the second pass of an hour that occurs twice. */
function hasNames(zone: Zone, ...instants: number[]): boolean {
  return instants.every((ms) => instantOf(civilOf(ms, zone), zone) === ms);
}

function seconds(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}
