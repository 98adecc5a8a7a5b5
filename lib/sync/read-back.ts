import type { AppointmentChange } from "#db/queries/appointment-changes.ts";
import type { AppointmentRow } from "#db/queries/appointments.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { readEvent } from "#lib/ical/read-event.ts";
import { hasRequestPrefix } from "./event-text.ts";
import type { KnownTime } from "./known-times.ts";
import { calendarPush, mailNotices } from "./outbox-rows.ts";

/** What a calendar holds of an appointment's event now; null when the event is gone. */
export interface RemoteEvent {
  href: string;
  etag: string;
  ics: string;
}

/**
 * What a person's change in Nextcloud means for the appointment. Nextcloud wins: a deleted (or cancelled) event
 * declines a pending request and cancels a confirmed appointment, a moved one reschedules it, and taking
 * `REQUEST: ` away from the title confirms it. Our own writes come back with the ETag we know and mean nothing.
 * An event at one of the `known` times was not moved by a person, and a change of ours that is still on its way
 * stands.
 * @returns null when there is nothing to do.
 */
export function readBack(
  ctx: Pick<Ctx, "actor" | "now" | "env">,
  appointment: AppointmentRow,
  remote: RemoteEvent | null,
  known: KnownTime[],
  timeZone: string,
): AppointmentChange | null {
  if (appointment.status !== "PENDING" && appointment.status !== "CONFIRMED") return null;
  if (!remote) return appointment.caldavEtag === null ? null : goneChange(ctx, appointment);
  if (remote.etag === appointment.caldavEtag) return null;
  const event = readEvent(remote.ics, timeZone);
  if (!event) return null;
  if (event.status === "CANCELLED") return goneChange(ctx, appointment);

  const set: AppointmentChange["set"] = { caldavHref: remote.href, caldavEtag: remote.etag };
  const actions: string[] = [];
  const sameTime = (other: KnownTime) =>
    other.startMs === event.startMs && (other.endMs === undefined || other.endMs === event.endMs);
  if (!sameTime(appointment) && !known.some(sameTime)) {
    actions.push("rescheduled");
    const endMs = Math.max(event.endMs, event.startMs + 60_000);
    set.startMs = event.startMs;
    set.endMs = endMs;
    set.blockStartMs = event.startMs - (appointment.startMs - appointment.blockStartMs);
    set.blockEndMs = endMs + (appointment.blockEndMs - appointment.endMs);
    set.sequence = Math.max(event.sequence, appointment.sequence);
  }
  if (appointment.status === "PENDING" && event.summary !== "" && !hasRequestPrefix(event.summary)) {
    actions.push("confirmed");
    set.status = "CONFIRMED";
    set.statusReason = null;
    set.unverified = false;
  }
  if (actions.length === 0) return null;
  const template = actions.includes("rescheduled") ? "rescheduled" : "confirmed";
  return {
    id: appointment.id,
    expectedVersion: appointment.version,
    set,
    nextcloudWins: actions.includes("rescheduled"),
    audit: auditEntry(ctx, {
      entity: "appointment",
      entityId: appointment.id,
      action: actions.join("_and_"),
      detail: { by: "calendar", fromMs: appointment.startMs, toMs: set.startMs ?? appointment.startMs },
    }),
    outbox: [
      // The event still says TENTATIVE.
      ...(actions.includes("confirmed") ? [calendarPush(ctx, appointment.id)] : []),
      ...mailNotices(ctx, {
        appointmentId: appointment.id,
        version: appointment.version + 1,
        template,
        to: ["customer"],
      }),
    ],
  };
}

function goneChange(ctx: Pick<Ctx, "actor" | "now" | "env">, appointment: AppointmentRow): AppointmentChange {
  const status = appointment.status === "PENDING" ? "DECLINED" : "CANCELLED";
  const template = status === "DECLINED" ? "declined" : "cancelled";
  return {
    id: appointment.id,
    expectedVersion: appointment.version,
    set: { status, statusReason: "deleted_in_calendar", caldavHref: null, caldavEtag: null, conflict: false },
    settled: true,
    audit: auditEntry(ctx, {
      entity: "appointment",
      entityId: appointment.id,
      action: template,
      detail: { by: "calendar" },
    }),
    outbox: mailNotices(ctx, {
      appointmentId: appointment.id,
      version: appointment.version + 1,
      template,
      to: ["customer"],
    }),
  };
}
