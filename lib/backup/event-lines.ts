import type { AppointmentWithNames } from "#db/queries/appointments.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { writeEvent } from "#lib/ical/write-event.ts";
import { adminLink } from "#lib/links/admin-link.ts";
import { eventDescription, eventSummary } from "#lib/sync/event-text.ts";

/** Before and after the events of a calendar file. */
export const CALENDAR_BEGIN = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Parlour//Parlour//EN"];
export const CALENDAR_END = ["END:VCALENDAR"];

/** An appointment as it stands in a calendar: the lines from BEGIN:VEVENT to END:VEVENT. */
export function eventLines(ctx: Pick<Ctx, "env">, appointment: AppointmentWithNames): string[] {
  const { status } = appointment;
  const text = writeEvent({
    uid: appointment.caldavUid,
    startMs: appointment.startMs,
    endMs: appointment.endMs,
    summary: eventSummary(appointment),
    description: eventDescription(ctx.env, appointment),
    url: adminLink(ctx.env, appointment.id),
    status:
      status === "PENDING" || status === "HELD"
        ? "TENTATIVE"
        : status === "DECLINED" || status === "CANCELLED"
          ? "CANCELLED"
          : "CONFIRMED",
    sequence: appointment.sequence,
    createdMs: appointment.createdAt,
    modifiedMs: appointment.updatedAt,
  });
  const all = text.split("\r\n");
  return all.slice(all.indexOf("BEGIN:VEVENT"), all.indexOf("END:VEVENT") + 1);
}
