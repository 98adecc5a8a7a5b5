import type { AppointmentWithNames } from "#db/queries/appointments.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { readEvent } from "#lib/ical/read-event.ts";
import { eventDescription, eventSummary, withPrefixOf } from "./event-text.ts";

/** Everything we would write into an appointment's event. `hasPictures`: the customer sent some. */
export function eventFields(
  ctx: Pick<Ctx, "env">,
  appointment: AppointmentWithNames,
  more: { hasPictures: boolean },
) {
  return {
    ...stateFields(appointment),
    summary: eventSummary(appointment),
    description: eventDescription(ctx.env, appointment, more),
  };
}

/** An event that stands keeps the words people gave it; only `REQUEST: ` goes with the confirmation, and comes back with it. */
export function changedFields(appointment: AppointmentWithNames, ics: string) {
  const summary = readEvent(ics, appointment.artist.timeZone)?.summary ?? eventSummary(appointment);
  return {
    ...stateFields(appointment),
    summary: withPrefixOf(appointment.status, summary),
  };
}

function stateFields(appointment: AppointmentWithNames) {
  const open = appointment.status === "PENDING" || appointment.status === "HELD";
  return {
    startMs: appointment.startMs,
    endMs: appointment.endMs,
    status: open ? ("TENTATIVE" as const) : ("CONFIRMED" as const),
    sequence: appointment.sequence,
    modifiedMs: appointment.updatedAt,
  };
}
