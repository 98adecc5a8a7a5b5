import { readDateValue } from "#lib/ical/date-value.ts";
import type { Period } from "#lib/ical/paint-periods.ts";
import { badRequest, DavError, forbidden } from "#sandbox/dav/dav-error.ts";
import { principalHref } from "#sandbox/dav/dav-path.ts";
import { escapeXml } from "#sandbox/dav/escape-xml.ts";
import { declaredPrefixes } from "#sandbox/dav/namespaces.ts";
import { type CloudUser, cloudUsers } from "#sandbox/users.ts";
import type { CalendarStore } from "./calendar-store.ts";
import { type Component, lineOf, parseCalendarText } from "./content-lines.ts";
import { freeBusyOf } from "./free-busy-of.ts";

const maxAttendees = 100;
const maxWindowMs = 3 * 366 * 86_400_000;

/**
 * The `schedule-response` to a POST on one's own outbox (RFC 6638, section 5), with the refusals of sabre/dav:
 * only a VFREEBUSY REQUEST, only in one's own name (403), and 3.7 for attendees nobody knows.
 */
export function answerOutbox(store: CalendarStore, body: string, signedIn: CloudUser): string {
  const request = readRequest(body);
  const organizer = lineOf(request, "ORGANIZER")?.value ?? "";
  if (![`mailto:${signedIn.email}`, principalHref(signedIn.id)].includes(organizer))
    throw forbidden(
      "The organizer in the request did not match any of the addresses for the owner of this inbox",
    );
  const attendees = request.lines.filter((line) => line.name === "ATTENDEE").map((line) => line.value);
  if (attendees.length === 0) throw badRequest("You must at least specify 1 attendee");
  if (attendees.length > maxAttendees) throw badRequest("Too many attendees");
  const start = instantOf(request, "DTSTART");
  const end = instantOf(request, "DTEND");
  if (end - start > maxWindowMs) throw badRequest("The time range is too long");
  const responses = attendees.map((attendee) => {
    const mail = attendee.replace(/^mailto:/i, "");
    const user = [...cloudUsers.values()].find((candidate) => candidate.email === mail);
    if (user === undefined) return response(mail, "3.7;Could not find principal");
    const reply = [
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Sabre//Sabre VObject 4.4.3//EN",
      "CALSCALE:GREGORIAN",
      "METHOD:REPLY",
      "BEGIN:VFREEBUSY",
      `DTSTART:${basic(start)}`,
      `DTEND:${basic(end)}`,
      `DTSTAMP:${lineOf(request, "DTSTAMP")?.value ?? basic(start)}`,
      ...freeBusyOf(store, user.id, start, end).map(freeBusyLine),
      `ATTENDEE:mailto:${mail}`,
      `UID:${lineOf(request, "UID")?.value ?? ""}`,
      `ORGANIZER:${organizer}`,
      "END:VFREEBUSY",
      "END:VCALENDAR",
      "",
    ];
    return response(mail, "2.0;Success", reply.join("\n"));
  });
  const declarations = [...declaredPrefixes].map(([namespace, prefix]) => ` xmlns:${prefix}="${namespace}"`);
  return `<?xml version="1.0" encoding="utf-8"?>\n<cal:schedule-response${declarations.join("")}>\n${responses.join("")}</cal:schedule-response>\n`;
}

/** The VFREEBUSY of a request. Throws 400 on what is none, 501 on other iTIP messages. */
function readRequest(body: string): Component {
  let calendar: Component;
  try {
    calendar = parseCalendarText(body);
  } catch (error) {
    if (!(error instanceof DavError)) throw error;
    throw badRequest(`The request body must be a valid iCalendar object. Parse error: ${error.message}`);
  }
  const component = calendar.components.find((candidate) => candidate.name !== "VTIMEZONE");
  if (component === undefined)
    throw badRequest("We expected at least one VTODO, VJOURNAL, VFREEBUSY or VEVENT component");
  const method = lineOf(calendar, "METHOD")?.value.trim().toUpperCase() ?? "";
  if (method === "") throw badRequest("A METHOD property must be specified in iTIP messages");
  if (component.name !== "VFREEBUSY" || method !== "REQUEST") {
    throw new DavError(
      501,
      "Sabre\\DAV\\Exception\\NotImplemented",
      "We only support VFREEBUSY (REQUEST) on this endpoint",
    );
  }
  return component;
}

function instantOf(request: Component, name: "DTSTART" | "DTEND"): number {
  const value = readDateValue(lineOf(request, name)?.value ?? "");
  if (value === null) throw badRequest("DTSTART and DTEND must both be specified");
  return value.civil;
}

function freeBusyLine({ startMs, endMs, type }: Period): string {
  const parameter = type === "BUSY" ? "" : `;FBTYPE=${type}`;
  return `FREEBUSY${parameter}:${basic(startMs)}/${basic(endMs)}`;
}

function basic(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}

function response(mail: string, status: string, data?: string): string {
  const calendarData =
    data === undefined ? "" : `    <cal:calendar-data>${escapeXml(data)}</cal:calendar-data>\n`;
  return (
    `  <cal:response>\n    <cal:recipient>\n      <d:href>${escapeXml(`mailto:${mail}`)}</d:href>\n` +
    `    </cal:recipient>\n    <cal:request-status>${escapeXml(status)}</cal:request-status>\n${calendarData}  </cal:response>\n`
  );
}
