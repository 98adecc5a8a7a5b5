import type { AppointmentRow } from "#db/queries/appointments.ts";
import { email, manyLines, name, oneLine } from "#lib/core/shapes.ts";
import type { EventDetails } from "#lib/ical/read-event.ts";
import { ALTERNATIVES_HEADING, PICTURES_HEADING, UNVERIFIED_WORDS, withPrefixOf } from "./event-text.ts";

type Details = Pick<AppointmentRow, "clientName" | "clientEmail" | "clientPhone" | "description">;
type Words = Pick<EventDetails, "summary" | "description">;

/**
 * Which of the customer's details a person changed in the words of the event: the name before the dash of the title,
 * contact and notes in the description. Compared with the words as they were, so that an event whose words a person
 * has arranged in their own way changes nothing by that.
 */
export function changedDetails(before: Words, after: Words): Partial<Details> {
  const changed: Partial<Details> = {};
  const [oldName, newName] = [nameInTitle(before.summary), nameInTitle(after.summary)];
  if (oldName !== null && newName !== null && oldName !== newName)
    keep("clientName", name(120).safeParse(newName));
  const [old, now] = [readDescription(before.description), readDescription(after.description)];
  // Somebody who empties the description takes words away, not the customer.
  if (old && now) {
    if (now.email !== old.email) keep("clientEmail", email.safeParse(now.email));
    if (now.phone !== old.phone) keep("clientPhone", oneLine(40).safeParse(now.phone));
    if (now.notes !== old.notes) keep("description", manyLines(4000).safeParse(now.notes));
  }
  return changed;

  function keep(field: keyof Details, parsed: { success: boolean; data?: string }) {
    if (parsed.success && parsed.data !== undefined) changed[field] = parsed.data;
  }
}

/** `REQUEST: Anna Berger - dragon` → `Anna Berger`; null for a title without the dash. */
function nameInTitle(summary: string): string | null {
  const title = withPrefixOf("CONFIRMED", summary);
  const dash = title.indexOf(" - ");
  return dash > 0 ? title.slice(0, dash).trim() : null;
}

const PHONE = /^[+0-9][0-9 ()/.-]{4,}$/;
const LINK = /^https?:\/\/\S+\/admin\/appointments\/\S+$/;

/** The parts of a description as `eventDescription` writes it; null where the contact is no longer to be found. */
function readDescription(text: string): { email: string; phone: string; notes: string } | null {
  const paragraphs = text
    .replace(/\r\n?/g, "\n")
    .split(/\n[ \t]*\n+/)
    .map((paragraph) => paragraph.trim());
  const [contact = "", ...rest] = paragraphs;
  const lines = contact.split("\n").map((line) => line.trim());
  const address = lines.find((line) => email.safeParse(line).success);
  if (address === undefined) return null;
  const phone = lines.slice(lines.indexOf(address) + 1).find((line) => PHONE.test(line)) ?? "";
  const isOurs = (paragraph: string) =>
    paragraph.startsWith(ALTERNATIVES_HEADING) ||
    paragraph.startsWith(PICTURES_HEADING) ||
    paragraph === UNVERIFIED_WORDS ||
    LINK.test(paragraph);
  const notes = rest.filter((paragraph) => !isOurs(paragraph)).join("\n\n");
  return { email: address, phone, notes: notes.trim() };
}
