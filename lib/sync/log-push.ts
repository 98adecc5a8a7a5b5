import { findAppointment } from "#db/queries/appointments.ts";
import { insertSyncLog } from "#db/queries/calendars.ts";
import type { OutboxRow } from "#db/queries/outbox.ts";
import type { Ctx } from "#lib/auth/context.ts";

/** Writes the sync log's line for a push that began at `startedAt`; none for an appointment without a calendar. */
export async function logPush(
  ctx: Ctx,
  row: Pick<OutboxRow, "appointmentId">,
  startedAt: number,
  result: {
    ok: boolean;
    created?: number;
    updated?: number;
    deleted?: number;
    errorKey?: string;
    errorDetail?: string;
  },
): Promise<void> {
  const appointment = await findAppointment(ctx.db, row.appointmentId ?? "");
  if (!appointment?.calendarId) return;
  await insertSyncLog(ctx.db, {
    calendarId: appointment.calendarId,
    artistId: appointment.artistId,
    direction: "push",
    cause: "outbox",
    startedAt,
    durationMs: ctx.now() - startedAt,
    ok: result.ok,
    created: result.created ?? 0,
    updated: result.updated ?? 0,
    deleted: result.deleted ?? 0,
    errorKey: result.errorKey,
    errorDetail: result.errorDetail,
  });
}
