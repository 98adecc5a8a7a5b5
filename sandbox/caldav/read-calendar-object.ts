import { createHash, randomUUID } from "node:crypto";
import { DavError, unsupportedMediaType } from "#sandbox/dav/dav-error.ts";
import { lineOf, parseCalendarText } from "./content-lines.ts";

type Classification = "PUBLIC" | "PRIVATE" | "CONFIDENTIAL";

/** What the store keeps about an object beside its bytes. */
export type CalendarObjectFacts = {
  uid: string;
  /** `VEVENT`, `VTODO` or `VJOURNAL`. */
  component: string;
  classification: Classification;
  /** Quoted md5 of the stored bytes, as Nextcloud's. */
  etag: string;
};

/** An accepted object: `repaired` means the stored bytes differ from what was sent, so no ETag is answered. */
export type AcceptedObject = CalendarObjectFacts & { body: Buffer; repaired: boolean };

const invalid = (reason: string) => unsupportedMediaType(`Validation error in iCalendar: ${reason}`);

/** sabre/vobject adds what a component must have; here by inserting lines, so the rest stays as it was sent. */
function repair(text: string, component: string, missing: string[]): string {
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  return text.replace(new RegExp(`^END:${component}`, "im"), (end) => missing.join(newline) + newline + end);
}

function classificationOf(value: string | undefined): Classification {
  const upper = value?.trim().toUpperCase();
  if (upper === undefined || upper === "PUBLIC") return "PUBLIC";
  // RFC 5545, section 3.8.1.3: an unknown value is treated as PRIVATE.
  return upper === "CONFIDENTIAL" ? "CONFIDENTIAL" : "PRIVATE";
}

/**
 * Checks a PUT body by the rules of RFC 4791, section 4.1 as sabre/dav enforces them.
 * Throws 415 on what is no calendar object, 403 on a component the calendar does not take.
 */
export function readCalendarObject(body: Buffer, supported: string[]): AcceptedObject {
  const text = body.toString("utf8");
  const calendar = parseCalendarText(text);
  const objects = calendar.components.filter((component) => component.name !== "VTIMEZONE");
  const first = objects[0];
  if (first === undefined) throw invalid("An iCalendar object must have at least 1 component.");
  if (lineOf(calendar, "METHOD") !== undefined) {
    throw invalid("A calendar object on a CalDAV server MUST NOT have a METHOD property.");
  }
  if (objects.some((object) => object.name !== first.name)) {
    throw invalid("A calendar object on a CalDAV server may only have 1 type of component.");
  }
  const uids = new Set(objects.map((object) => lineOf(object, "UID")?.value.trim()));
  if (uids.size > 1) {
    throw invalid("A calendar object on a CalDAV server may only have components with the same UID.");
  }
  if (!supported.includes(first.name)) {
    throw new DavError(
      403,
      "Sabre\\CalDAV\\Exception\\InvalidComponentType",
      `iCalendar objects must at least have a component of type ${supported.join(", ")}`,
      { extra: '<cal:supported-calendar-component xmlns:cal="urn:ietf:params:xml:ns:caldav"/>' },
    );
  }
  const sentUid = lineOf(first, "UID")?.value.trim();
  const uid = sentUid || `sabre-vobject-${randomUUID()}`;
  const repaired = !sentUid;
  const stored = repaired ? Buffer.from(repair(text, first.name, [`UID:${uid}`])) : body;
  return {
    uid,
    component: first.name,
    classification: classificationOf(lineOf(first, "CLASS")?.value),
    etag: `"${createHash("md5").update(stored).digest("hex")}"`,
    body: stored,
    repaired,
  };
}
