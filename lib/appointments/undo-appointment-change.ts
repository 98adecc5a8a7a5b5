import { changeAppointment } from "#db/queries/appointment-changes.ts";
import { type AppointmentWithNames, COUNTED, type NewAppointment } from "#db/queries/appointments.ts";
import { findLastAudit } from "#db/queries/audit.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { DAY, SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { newEventUid } from "#lib/core/ids.ts";
import type { NoticeTemplate } from "#lib/mail/compose-notice.ts";
import { deliverPush } from "#lib/sync/deliver-outbox.ts";
import { moveDetail } from "#lib/sync/known-event.ts";
import { calendarPush, mailNotices } from "#lib/sync/outbox-rows.ts";
import { refreshArtist } from "#lib/sync/refresh-artist.ts";
import type { RestorableState } from "#lib/sync/restorable-state.ts";
import { somebodyFaster } from "./change-status.ts";
import { loadAppointment } from "./load-appointment.ts";
import { refusal } from "./refusal.ts";
import { takeableBack } from "./takeable-back.ts";

const BUDGET_MS = 2 * SECOND;

/** What the customer was never told of, so that its undoing is none of theirs either. */
const SILENT = ["details_changed", "completed", "no_show"];

/**
 * Takes back the last decision on an appointment, by somebody of the studio or by an edit in Nextcloud: a confirm,
 * decline, cancel, move, change of details, or whether somebody came; not longer ago than 30 minutes and with nothing
 * newer after it. All is again what it was, where the time is still free; an event that is gone is written anew. A
 * notice that was not sent yet is never sent; after one that was, the customer is told how things stand now.
 * @throws AppError `conflict` when there is nothing to take back (any more), `slot_taken` when the time is not free
 */
export async function undoAppointmentChange(ctx: Ctx, id: string): Promise<void> {
  const first = await loadAppointment(ctx, id);
  const line = await findLastAudit(ctx.db, "appointment", id);
  const before = takeableBack(first, line, ctx.now());
  if (before instanceof AppError) throw before;
  const isMove = keepsEvent(first) && (before.startMs !== first.startMs || before.endMs !== first.endMs);
  const needsTime = isMove || !keepsEvent(first);
  const words = line?.detail.changed !== undefined;
  if (needsTime) await refreshArtist(ctx, first.artistId, BUDGET_MS);
  // An event that still waits for its deletion goes first: a fresh one then has its place.
  if (!keepsEvent(first) && first.calendarId) await deliverPush(ctx, id, BUDGET_MS);
  const appointment = await loadAppointment(ctx, id);

  const outcome = await changeAppointment(ctx.db, {
    id,
    expectedVersion: first.version,
    set: {
      ...restored(appointment, before, ctx.now()),
      ...(keepsEvent(first) ? {} : freshEvent(appointment)),
    },
    requireFree: needsTime ? { fromMs: before.blockStartMs, toMs: before.blockEndMs } : undefined,
    requirePlace: !keepsEvent(first),
    takesBackVersion: first.version,
    audit: auditEntry(ctx, {
      entity: "appointment",
      entityId: id,
      action: "undone",
      detail: {
        undid: line?.action,
        undidBy: line?.actorName,
        ...(isMove ? moveDetail(appointment, before) : {}),
      },
    }),
    outbox: [
      ...(appointment.calendarId ? [calendarPush(ctx, id, { words })] : []),
      ...(SILENT.includes(line?.action ?? "")
        ? []
        : mailNotices(ctx, {
            appointmentId: id,
            version: first.version + 1,
            template: isMove ? "rescheduled" : noticeOf(before),
            to: ["customer"],
          })),
    ],
  });
  if (outcome === "slot_taken") throw refusal("busy");
  if (outcome === "place_taken")
    throw new AppError("conflict", "Another sitting has its place in the series by now.");
  if (outcome !== "changed") throw somebodyFaster();
  if (appointment.calendarId) await deliverPush(ctx, id, BUDGET_MS);
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
    ...(keepsEvent(appointment) && !moved ? {} : { conflict: false }),
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

/** Its event stands: it takes its time, or took it. */
function keepsEvent({ status }: AppointmentWithNames): boolean {
  return COUNTED.includes(status);
}

function noticeOf(before: RestorableState): NoticeTemplate {
  return before.status === "CONFIRMED" ? "confirmed" : "requested";
}
