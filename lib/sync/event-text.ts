import type { AppointmentWithNames } from "#db/queries/appointments.ts";
import type { Env } from "#lib/core/env.ts";
import { adminLink } from "#lib/links/admin-link.ts";
import { customerFolderLink } from "#lib/links/customer-folder-link.ts";

/** Stands before the summary while nobody has answered the request. */
export const REQUEST_PREFIX = "REQUEST: ";
/** Stands before the summary of a time that is held for somebody who may choose it. */
export const HOLD_PREFIX = "HOLD: ";

/** Whether a title says that the request still waits. People retype titles: case and space do not matter. */
export function hasRequestPrefix(summary: string): boolean {
  return /^\s*REQUEST:/i.test(summary);
}

export function hasHoldPrefix(summary: string): boolean {
  return /^\s*HOLD:/i.test(summary);
}

/**
 * The title as it is, with the word in front that an appointment's status asks for: a confirmation takes it away, and
 * one that is taken back brings it back. No title stays none.
 */
export function withPrefixOf(status: AppointmentWithNames["status"], summary: string): string {
  if (summary === "") return summary;
  const bare = summary.replace(/^\s*(REQUEST|HOLD):\s*/i, "");
  if (status === "PENDING") return hasRequestPrefix(summary) ? summary : `${REQUEST_PREFIX}${bare}`;
  if (status === "HELD") return hasHoldPrefix(summary) ? summary : `${HOLD_PREFIX}${bare}`;
  return bare;
}

type Described = Pick<
  AppointmentWithNames,
  | "id"
  | "status"
  | "clientName"
  | "clientEmail"
  | "clientPhone"
  | "description"
  | "alternatives"
  | "unverified"
  | "artist"
  | "service"
> & { customerId?: string | null };

/** `REQUEST: <client> - <description>`, the service's name where the customer wrote nothing. One line. */
export function eventSummary(appointment: Described): string {
  const firstLine = appointment.description.split("\n", 1)[0]?.trim() ?? "";
  // Cut between characters: half of an emoji is no text.
  const characters = [...firstLine];
  const about = characters.length > 80 ? `${characters.slice(0, 79).join("").trimEnd()}…` : firstLine;
  const summary = `${appointment.clientName} - ${about || appointment.service.name}`;
  return withPrefixOf(appointment.status, summary);
}

export const ALTERNATIVES_HEADING = "Other times that would work:";
export const PICTURES_HEADING = "Reference pictures:";
export const UNVERIFIED_WORDS =
  "The calendar could not be asked when this was requested. Please check the time.";

/**
 * Contact, words, alternatives, the folder with the pictures where there are some, and the link to the admin page, as
 * the artist reads them in the calendar app.
 */
export function eventDescription(
  env: Env,
  appointment: Described,
  { hasPictures = false }: { hasPictures?: boolean } = {},
): string {
  const { customerId = null } = appointment;
  const zone = appointment.artist.timeZone;
  const alternatives = appointment.alternatives.map((ms) => `- ${formatInstant(ms, zone)}`);
  const parts = [
    `${appointment.service.name}\n${appointment.clientName}\n${appointment.clientEmail}${appointment.clientPhone ? `\n${appointment.clientPhone}` : ""}`,
    appointment.description,
    alternatives.length > 0 ? `${ALTERNATIVES_HEADING}\n${alternatives.join("\n")}` : "",
    appointment.unverified ? UNVERIFIED_WORDS : "",
    hasPictures && customerId !== null ? `${PICTURES_HEADING}\n${customerFolderLink(env, customerId)}` : "",
    adminLink(env, appointment.id),
  ];
  return parts.filter(Boolean).join("\n\n");
}

/** `Tuesday, 1 December 2026 at 14:00 (Europe/Vienna)` */
export function formatInstant(ms: number, zone: string): string {
  const text = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "full",
    timeStyle: "short",
    timeZone: zone,
  }).format(ms);
  return `${text} (${zone})`;
}
