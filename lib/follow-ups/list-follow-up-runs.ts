import { listFollowUpRuns as listRuns } from "#db/queries/follow-ups.ts";
import { loadAppointment } from "#lib/appointments/load-appointment.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { requireScope, scopesOf } from "#lib/auth/scopes.ts";
import { type FollowUpRunView, toRunView } from "./follow-up-view.ts";

const LAST = 50;

/**
 * The last fifty, newest first, with what became of each. They name customers, so a token needs to be one that may read
 * appointments. @throws AppError unless an admin asks
 */
export async function listFollowUpRuns(ctx: Ctx): Promise<FollowUpRunView[]> {
  requireAdmin(ctx.actor);
  requireScope(scopesOf(ctx.actor), "appointments:read");
  return (await listRuns(ctx.db, { limit: LAST })).map(toRunView);
}

/**
 * What followed an appointment, newest first. For everybody who may see it.
 * @throws AppError `not_found`, `not_allowed`
 */
export async function listAppointmentFollowUps(ctx: Ctx, appointmentId: string): Promise<FollowUpRunView[]> {
  const { id } = await loadAppointment(ctx, appointmentId);
  return (await listRuns(ctx.db, { appointmentId: id, limit: LAST })).map(toRunView);
}
