import type { AppointmentWithNames } from "#db/queries/appointments.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { writeEvent } from "#lib/ical/write-event.ts";
import { manageUrl } from "#lib/links/manage-link.ts";
import { type StudioSettings, studioSettings } from "#lib/studio/settings.ts";
import { LOCAL_SENDER, mailSender } from "./mail-sender.ts";
import { mailLocale, mailWords } from "./mail-words.ts";

/** What an entry in the customer's own calendar is made of. */
export type EntryAppointment = Pick<
  AppointmentWithNames,
  "id" | "linkGeneration" | "status" | "startMs" | "endMs" | "locale"
> & { artist: { name: string }; service: { name: string } };

/** What the file needs beside that: whose it is, and which edition of the entry. */
export type FiledAppointment = EntryAppointment &
  Pick<AppointmentWithNames, "rootId" | "version" | "createdAt" | "clientName" | "clientEmail">;

type CalendarCtx = Pick<Ctx, "db" | "env" | "now">;

/**
 * The appointment as iCalendar for the customer's own calendar. The UID differs from the artist's event and stays the
 * same through moves and chosen offers, so that a later file or mail changes the same entry: by its SEQUENCE (the
 * appointment's version), and for clients that do not look at it by DTSTAMP, LAST-MODIFIED and STATUS. With a method it
 * is the scheduling message a mail carries (RFC 5546), without one a file to open.
 */
export async function customerCalendarFile(
  ctx: CalendarCtx,
  appointment: FiledAppointment,
  method?: "REQUEST" | "CANCEL",
): Promise<string> {
  const settings = await studioSettings(ctx);
  // A message has an organizer in any case (RFC 5546 §3.2).
  const sender = mailSender(ctx.env) ?? (method ? LOCAL_SENDER : null);
  const entry = entryOf(ctx, appointment, settings);
  return writeEvent({
    uid: `customer-${appointment.rootId ?? appointment.id}`,
    startMs: appointment.startMs,
    endMs: appointment.endMs,
    summary: entry.title,
    description: entry.details,
    location: entry.place,
    url: entry.url,
    status: method === "CANCEL" ? "CANCELLED" : entryStatus(appointment.status),
    sequence: appointment.version,
    createdMs: appointment.createdAt,
    modifiedMs: ctx.now(),
    method,
    // An attendee makes no sense without the one who invites.
    ...(sender && appointment.clientEmail !== ""
      ? {
          organizer: { name: sender.name || settings.name, email: sender.email },
          attendee: { name: appointment.clientName, email: appointment.clientEmail },
        }
      : {}),
  });
}

/** A page of Google Calendar with the appointment filled in. */
export async function googleCalendarUrl(ctx: CalendarCtx, appointment: EntryAppointment): Promise<string> {
  const entry = entryOf(ctx, appointment, await studioSettings(ctx));
  const compact = (ms: number) => new Date(ms).toISOString().replace(/[-:]|\.\d+/g, "");
  const query = new URLSearchParams({
    action: "TEMPLATE",
    text: entry.title,
    dates: `${compact(appointment.startMs)}/${compact(appointment.endMs)}`,
    details: entry.details,
    location: entry.place,
  });
  return `https://calendar.google.com/calendar/render?${query}`;
}

/** A page of Outlook on the web with the appointment filled in. */
export async function outlookCalendarUrl(ctx: CalendarCtx, appointment: EntryAppointment): Promise<string> {
  const entry = entryOf(ctx, appointment, await studioSettings(ctx));
  const query = new URLSearchParams({
    path: "/calendar/action/compose",
    rru: "addevent",
    subject: entry.title,
    startdt: new Date(appointment.startMs).toISOString(),
    enddt: new Date(appointment.endMs).toISOString(),
    body: entry.details,
    location: entry.place,
  });
  // Outlook shows a plus sign where others read a space.
  return `https://outlook.live.com/calendar/0/deeplink/compose?${query.toString().replaceAll("+", "%20")}`;
}

interface Entry {
  title: string;
  details: string;
  place: string;
  url: string;
}

function entryOf(ctx: Pick<Ctx, "env">, appointment: EntryAppointment, settings: StudioSettings): Entry {
  const t = mailWords(mailLocale(appointment.locale));
  const { artist, service } = appointment;
  const url = manageUrl(ctx.env, appointment);
  const status = entryStatus(appointment.status);
  const contact = [settings.contactEmail, settings.phone].filter(Boolean).join(", ");
  return {
    title: `${service.name}, ${artist.name} (${settings.name})`,
    details: [t(`calendar.${status}`, { artist: artist.name }), url, contact].filter(Boolean).join("\n"),
    place: settings.address
      .split(/\s*\n\s*/)
      .filter(Boolean)
      .join(", "),
    url,
  };
}

function entryStatus(status: AppointmentWithNames["status"]): "TENTATIVE" | "CONFIRMED" | "CANCELLED" {
  switch (status) {
    case "PENDING":
    case "HELD":
      return "TENTATIVE";
    // Somebody was, or was expected, at that time.
    case "CONFIRMED":
    case "COMPLETED":
    case "NO_SHOW":
      return "CONFIRMED";
    case "DECLINED":
    case "CANCELLED":
      return "CANCELLED";
  }
}
