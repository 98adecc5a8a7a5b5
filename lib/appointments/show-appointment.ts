import { listAudit } from "#db/queries/audit.ts";
import { findOutboxRow } from "#db/queries/outbox.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { type AppointmentDetails, toAppointmentView } from "./appointment-view.ts";
import { loadAppointment } from "./load-appointment.ts";
import { takeableBack } from "./takeable-back.ts";

/** Everything about one appointment: itself, its history, and how its event stands. */
export async function showAppointment(ctx: Ctx, id: string): Promise<AppointmentDetails> {
  const appointment = await loadAppointment(ctx, id);
  const history = await listAudit(ctx.db, "appointment", id);
  const waiting = await findOutboxRow(ctx.db, `calendar:${id}`);
  return {
    ...toAppointmentView(appointment),
    canUndo: !(takeableBack(appointment, history.at(-1), ctx.now()) instanceof AppError),
    history: history.map(({ at, actorName, actorKind, action, detail }) => ({
      at,
      actorName,
      actorKind,
      action,
      detail,
    })),
    event: {
      state: waiting ? "waiting" : appointment.caldavEtag === null ? "none" : "written",
      lastError: waiting?.lastError ?? null,
      lastErrorKey: waiting?.lastErrorKey ?? null,
      nextAttemptAt: waiting?.nextAttemptAt ?? null,
    },
  };
}
