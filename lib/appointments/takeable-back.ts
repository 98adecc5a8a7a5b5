import type { AppointmentRow } from "#db/queries/appointments.ts";
import type { AuditRow } from "#db/queries/audit.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { decision, type RestorableState } from "#lib/sync/restorable-state.ts";
import { somebodyFaster } from "./change-status.ts";

/** How long after a decision it can be taken back. */
const UNDO_MS = 30 * MINUTE;
const UNDOABLE = [
  "confirmed",
  "declined",
  "cancelled",
  "completed",
  "no_show",
  "rescheduled",
  "rescheduled_and_confirmed",
  "details_changed",
];
const PEOPLE = ["artist", "staff", "admin"];

/**
 * The state before the last line of an appointment's history, where that is a decision that can be taken back; else
 * why not, as the `conflict` to be thrown.
 */
export function takeableBack(
  appointment: AppointmentRow,
  line: AuditRow | undefined,
  nowMs: number,
): RestorableState | AppError {
  const parsed = decision.safeParse(line?.detail);
  const byPerson = line && (PEOPLE.includes(line.actorKind) || line.detail.by === "calendar");
  if (!byPerson || !UNDOABLE.includes(line.action) || !parsed.success)
    return new AppError("conflict", "There is nothing here that can be taken back.");
  if (parsed.data.version !== appointment.version) return somebodyFaster();
  if (nowMs - line.at > UNDO_MS)
    return new AppError("conflict", "This was decided more than 30 minutes ago and stands.");
  const { before } = parsed.data;
  if (before.status === "PENDING" && before.startMs <= nowMs)
    return new AppError("conflict", "The time of this request has passed.");
  return before;
}
