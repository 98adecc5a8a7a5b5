import { type JCalProperty, plainUri, singleLine } from "./property-line.ts";

/** Somebody in a calendar entry, by their mail address. */
export interface CalendarUser {
  name: string;
  email: string;
}

/**
 * ORGANIZER or ATTENDEE of an entry that is kept up to date by mail: `SCHEDULE-AGENT=CLIENT` (RFC 6638 §7.1) keeps
 * calendar servers from sending invitations of their own, and an attendee has accepted already and is asked nothing.
 */
export function calendarUserProperty(name: "organizer" | "attendee", user: CalendarUser): JCalProperty {
  // A parameter's value cannot hold a double quote (RFC 5545 §3.2).
  const cn = singleLine(user.name).replaceAll('"', "'");
  return [
    name,
    {
      ...(cn === "" ? {} : { cn }),
      ...(name === "attendee" ? { partstat: "ACCEPTED", rsvp: "FALSE" } : {}),
      "schedule-agent": "CLIENT",
    },
    "cal-address",
    `mailto:${plainUri(user.email)}`,
  ];
}
