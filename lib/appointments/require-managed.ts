import { type AppointmentWithNames, findAppointmentByManageToken } from "#db/queries/appointments.ts";
import { FORGOTTEN } from "#db/queries/retention.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { DAY } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken } from "#lib/core/ids.ts";

/** So long after its end an appointment can still be written about by its link. */
const OPEN_AFTER_MS = 30 * DAY;

/**
 * The appointment behind a customer's link, for whoever wants to do something with it: the token is the permission.
 * @throws AppError `not_found` for a link that is not valid (any more), `link_expired` once the appointment is long
 *   past or its customer forgotten.
 */
export async function requireManaged(
  ctx: Pick<Ctx, "db" | "now">,
  token: string,
): Promise<AppointmentWithNames> {
  const row = isManageToken(token) ? await findAppointmentByManageToken(ctx.db, hashToken(token)) : undefined;
  if (!row) throw new AppError("not_found", "This link is not valid.");
  if (isLongPast(row, ctx.now()) || isForgotten(row))
    throw new AppError("link_expired", "This appointment is long past; its link only shows that.");
  return row;
}

/** Whether it looks like a token at all: anything else need not be looked for. */
export function isManageToken(token: string): boolean {
  return /^[\w-]{20,128}$/.test(token);
}

export function isLongPast({ endMs }: { endMs: number }, nowMs: number): boolean {
  return endMs + OPEN_AFTER_MS <= nowMs;
}

export function isForgotten(row: { clientName: string; clientEmail: string }): boolean {
  return row.clientName === FORGOTTEN && row.clientEmail === "";
}
