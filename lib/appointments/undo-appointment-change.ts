import { changeAppointment } from "#db/queries/appointment-changes.ts";
import type { AppointmentWithNames, NewAppointment } from "#db/queries/appointments.ts";
import { type AuditRow, findLastAudit } from "#db/queries/audit.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { DAY, MINUTE, SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { newEventUid } from "#lib/core/ids.ts";
import type { NoticeTemplate } from "#lib/mail/compose-notice.ts";
import { deliverPush } from "#lib/sync/deliver-outbox.ts";
import { calendarPush, mailNotices } from "#lib/sync/outbox-rows.ts";
import { refreshArtist } from "#lib/sync/refresh-artist.ts";
import { somebodyFaster } from "./change-status.ts";
import { loadAppointment } from "./load-appointment.ts";
import { refusal } from "./refusal.ts";
import { decision, type RestorableState } from "./restorable-state.ts";

/** How long after a decision it can be taken back. */
const UNDO_MS = 30 * MINUTE;
const BUDGET_MS = 2 * SECOND;

const UNDOABLE = ["confirmed", "declined", "cancelled", "rescheduled"];
const PEOPLE = ["artist", "staff", "admin"];

/**
 * Takes back the last decision on an appointment: a confirm, decline, cancel or move by somebody of the studio, not
 * longer ago than 30 minutes and with nothing newer after it. Status and time are again what they were, where the
 * time is still free; an event that is gone is written anew. A notice that was not sent yet is never sent; after one
 * that was, the customer is told how things stand now.
 * @throws AppError `conflict` when there is nothing to take back (any more), `slot_taken` when the time is not free
 */
export async function undoAppointmentChange(ctx: Ctx, id: string): Promise<void> {
  const first = await loadAppointment(ctx, id);
  const line = await findLastAudit(ctx.db, "appointment", id);
  const before = undoable(first, line, ctx.now());
  const isMove = line?.action === "rescheduled";
  const needsTime = line?.action !== "confirmed";
  if (needsTime) await refreshArtist(ctx, first.artistId, BUDGET_MS);
  // An event that still waits for its deletion goes first: a fresh one then has its place.
  if (!isActive(first) && first.calendarId) await deliverPush(ctx, id, BUDGET_MS);
  const appointment = await loadAppointment(ctx, id);

  const outcome = await changeAppointment(ctx.db, {
    id,
    expectedVersion: first.version,
    set: { ...restored(appointment, before, ctx.now()), ...(isActive(first) ? {} : freshEvent(appointment)) },
    requireFree: needsTime ? { fromMs: before.blockStartMs, toMs: before.blockEndMs } : undefined,
    takesBackVersion: first.version,
    audit: auditEntry(ctx, {
      entity: "appointment",
      entityId: id,
      action: "undone",
      detail: {
        undid: line?.action,
        undidBy: line?.actorName,
        ...(isMove ? { fromMs: appointment.startMs, toMs: before.startMs } : {}),
      },
    }),
    outbox: [
      ...(appointment.calendarId ? [calendarPush(ctx, id)] : []),
      ...mailNotices(ctx, {
        appointmentId: id,
        version: first.version + 1,
        template: isMove ? "rescheduled" : noticeOf(before),
        to: ["customer"],
      }),
    ],
  });
  if (outcome === "slot_taken") throw refusal("busy");
  if (outcome === "stale") throw somebodyFaster();
  if (appointment.calendarId) await deliverPush(ctx, id, BUDGET_MS);
}

/** @returns the state before the last decision. @throws AppError `conflict` */
function undoable(
  appointment: AppointmentWithNames,
  line: AuditRow | undefined,
  nowMs: number,
): RestorableState {
  const parsed = decision.safeParse(line?.detail);
  if (!line || !UNDOABLE.includes(line.action) || !PEOPLE.includes(line.actorKind) || !parsed.success)
    throw new AppError("conflict", "There is nothing here that can be taken back.");
  if (parsed.data.version !== appointment.version) throw somebodyFaster();
  if (nowMs - line.at > UNDO_MS)
    throw new AppError("conflict", "This was decided more than 30 minutes ago and stands.");
  const { before } = parsed.data;
  if (before.status === "PENDING" && before.startMs <= nowMs)
    throw new AppError("conflict", "The time of this request has passed.");
  return before;
}

function restored(
  appointment: AppointmentWithNames,
  before: RestorableState,
  nowMs: number,
): Partial<NewAppointment> {
  const moved = before.startMs !== appointment.startMs || before.endMs !== appointment.endMs;
  return {
    ...before,
    // A request whose time to answer ran out meanwhile would lapse the moment it came back.
    expiresAt: Math.min(before.startMs, Math.max(before.expiresAt, nowMs + DAY)),
    ...(moved ? { sequence: appointment.sequence + 1 } : {}),
    ...(isActive(appointment) && !moved ? {} : { conflict: false }),
  };
}

/**
 * Nextcloud keeps a deleted event's UID reserved, so the event that comes back has another. Where the old one's
 * deletion could not be delivered, its address stays: the push then finds it there, or sees that it is gone.
 */
function freshEvent(appointment: AppointmentWithNames): Partial<NewAppointment> {
  if (appointment.caldavHref !== null) return { caldavEtag: null };
  return { caldavUid: newEventUid(), caldavEtag: null };
}

function isActive({ status }: AppointmentWithNames): boolean {
  return status === "PENDING" || status === "CONFIRMED";
}

function noticeOf(before: RestorableState): NoticeTemplate {
  return before.status === "CONFIRMED" ? "confirmed" : "requested";
}
