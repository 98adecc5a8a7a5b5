import type { AppointmentChange } from "#db/queries/appointment-changes.ts";
import { ACTIVE, type AppointmentRow, NOT_CHOSEN } from "#db/queries/appointments.ts";
import { FORGOTTEN } from "#db/queries/retention.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { DAY, MINUTE } from "#lib/core/clock.ts";
import { type EventDetails, readEvent } from "#lib/ical/read-event.ts";
import { changedDetails } from "./changed-details.ts";
import { hasHoldPrefix, hasRequestPrefix } from "./event-text.ts";
import { type KnownEvent, type KnownTime, moveDetail } from "./known-event.ts";
import { movedExpiry } from "./moved-expiry.ts";
import { calendarPush, mailNotices } from "./outbox-rows.ts";
import { decisionDetail } from "./restorable-state.ts";

/** What a calendar holds of an appointment's event now; null when the event is gone. */
export interface RemoteEvent {
  href: string;
  etag: string;
  ics: string;
  /** Where it stands now, when that is not where the appointment's event stood. */
  movedTo?: { calendarId: string; artistId: string };
}

type ReadCtx = Pick<Ctx, "actor" | "now" | "env">;

/** Why an appointment is over whose event a person deleted; it comes back with the event. */
export const DELETED_IN_CALENDAR = "deleted_in_calendar";

/**
 * What a person's change in Nextcloud means for the appointment (docs/sync.md). Nextcloud wins. Our own writes come
 * back with the ETag we know and mean nothing; an event at one of the `known` times was not moved by a person, and a
 * change of ours that is still on its way stands.
 * @returns null when there is nothing to do.
 */
export function readBack(
  ctx: ReadCtx,
  appointment: AppointmentRow,
  remote: RemoteEvent | null,
  known: KnownEvent,
  timeZone: string,
): AppointmentChange | null {
  const isActive = ACTIVE.includes(appointment.status);
  if (!remote) return isActive && appointment.caldavEtag !== null ? goneChange(ctx, appointment) : null;
  if (remote.etag === appointment.caldavEtag && !remote.movedTo) return null;
  const event = readEvent(remote.ics, timeZone);
  if (!event) return null;
  if (!isActive) return returnedChange(ctx, appointment, remote, event);
  if (event.status === "CANCELLED") return goneChange(ctx, appointment);
  return editedChange(ctx, appointment, remote, event, known);
}

function editedChange(
  ctx: ReadCtx,
  appointment: AppointmentRow,
  remote: RemoteEvent,
  event: EventDetails,
  known: KnownEvent,
): AppointmentChange | null {
  const sameTime = (other: KnownTime) =>
    other.startMs === event.startMs && (other.endMs === undefined || other.endMs === event.endMs);
  const moved = !sameTime(appointment) && !known.times.some(sameTime);
  // Taken away by a person; where our own change that brings it back is still on its way, nobody did.
  const hadPrefix = known.last === null || hasRequestPrefix(known.last.summary);
  const confirmed =
    appointment.status === "PENDING" && event.summary !== "" && !hasRequestPrefix(event.summary) && hadPrefix;
  // Who was forgotten stays so, whatever their event still said.
  const isForgotten = appointment.clientName === FORGOTTEN && appointment.clientEmail === "";
  const details = known.last && !isForgotten ? changedDetails(known.last, event) : {};
  const named = Object.keys(details);
  const actions = [
    ...(moved ? ["rescheduled"] : []),
    ...(confirmed ? ["confirmed"] : []),
    ...(!moved && !confirmed && remote.movedTo ? ["moved_to_calendar"] : []),
    ...(!moved && !confirmed && !remote.movedTo && named.length > 0 ? ["details_changed"] : []),
  ];
  if (actions.length === 0) return null;
  const times = moved ? timesOf(appointment, event) : {};
  return {
    id: appointment.id,
    expectedVersion: appointment.version,
    set: {
      ...standsAt(remote),
      ...times,
      ...(moved ? { expiresAt: movedExpiry(appointment, event.startMs) } : {}),
      ...(confirmed ? { status: "CONFIRMED", statusReason: null, unverified: false } : {}),
      ...details,
    },
    nextcloudWins: moved || remote.movedTo !== undefined,
    audit: history(ctx, appointment, actions.join("_and_"), {
      ...moveDetail(appointment, { ...appointment, ...times }),
      ...(named.length > 0 ? { changed: named } : {}),
    }),
    outbox: [
      // The event still says TENTATIVE.
      ...(confirmed ? [calendarPush(ctx, appointment.id)] : []),
      ...((moved || confirmed) && appointment.status !== "HELD"
        ? notices(ctx, appointment, moved ? "rescheduled" : "confirmed", "customer")
        : []),
    ],
    ifConflict: notices(ctx, appointment, "conflict", "artist"),
  };
}

function goneChange(ctx: ReadCtx, appointment: AppointmentRow): AppointmentChange {
  const status = appointment.status === "PENDING" ? "DECLINED" : "CANCELLED";
  const template = status === "DECLINED" ? "declined" : "cancelled";
  return {
    id: appointment.id,
    expectedVersion: appointment.version,
    set: {
      status,
      // A time that was only held leaves the offer; it never was anybody's appointment.
      statusReason: appointment.status === "HELD" ? NOT_CHOSEN : DELETED_IN_CALENDAR,
      caldavHref: null,
      caldavEtag: null,
      conflict: false,
    },
    settled: true,
    audit: history(ctx, appointment, template, {}),
    // Who was offered this time sees on their page that it is gone.
    outbox: appointment.status === "HELD" ? [] : notices(ctx, appointment, template, "customer"),
  };
}

/** An event that had been deleted is there again: restored from the trash bin, or moved from another calendar. */
function returnedChange(
  ctx: ReadCtx,
  appointment: AppointmentRow,
  remote: RemoteEvent,
  event: EventDetails,
): AppointmentChange | null {
  if (appointment.statusReason !== DELETED_IN_CALENDAR || event.status === "CANCELLED") return null;
  const nowMs = ctx.now();
  if (event.endMs <= nowMs) return null;
  const status = hasRequestPrefix(event.summary) ? "PENDING" : "CONFIRMED";
  // A held time that was called off is offered to nobody any more.
  if (hasHoldPrefix(event.summary)) return null;
  const times = timesOf(appointment, event);
  return {
    id: appointment.id,
    expectedVersion: appointment.version,
    set: {
      ...standsAt(remote),
      ...times,
      status,
      statusReason: null,
      expiresAt: Math.min(event.startMs, Math.max(appointment.expiresAt, nowMs + DAY)),
    },
    nextcloudWins: true,
    // Nobody need read that it was gone, where that was not sent yet.
    takesBackVersion: appointment.version,
    audit: history(ctx, appointment, "restored", moveDetail(appointment, { ...appointment, ...times })),
    outbox: notices(ctx, appointment, status === "PENDING" ? "requested" : "confirmed", "customer"),
    ifConflict: notices(ctx, appointment, "conflict", "artist"),
  };
}

function standsAt({ href, etag, movedTo }: RemoteEvent): AppointmentChange["set"] {
  return { caldavHref: href, caldavEtag: etag, ...movedTo };
}

/** The appointment's times at the event's, its buffers as they are. */
function timesOf(appointment: AppointmentRow, event: EventDetails) {
  const { startMs } = event;
  const endMs = Math.max(event.endMs, startMs + MINUTE);
  return {
    startMs,
    endMs,
    blockStartMs: startMs - (appointment.startMs - appointment.blockStartMs),
    blockEndMs: endMs + (appointment.blockEndMs - appointment.endMs),
    sequence: Math.max(event.sequence, appointment.sequence),
  };
}

function history(ctx: ReadCtx, appointment: AppointmentRow, action: string, detail: Record<string, unknown>) {
  return auditEntry(ctx, {
    entity: "appointment",
    entityId: appointment.id,
    action,
    detail: {
      by: "calendar",
      ...detail,
      ...decisionDetail(appointment, { details: detail.changed !== undefined }),
    },
  });
}

function notices(
  ctx: ReadCtx,
  appointment: AppointmentRow,
  template: Parameters<typeof mailNotices>[1]["template"],
  reader: "customer" | "artist",
) {
  const { id: appointmentId, version } = appointment;
  return mailNotices(ctx, { appointmentId, version: version + 1, template, to: [reader], waits: true });
}
