import { findAppointmentByManageToken } from "#db/queries/appointments.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { hashToken } from "#lib/core/ids.ts";
import type { AppointmentView } from "./appointment-view.ts";

/** What a customer sees behind their own link. */
export type ManagedAppointment = Pick<
  AppointmentView,
  | "id"
  | "status"
  | "statusReason"
  | "startMs"
  | "endMs"
  | "timeZone"
  | "clientName"
  | "description"
  | "alternatives"
  | "unverified"
  | "expiresAt"
  | "createdAt"
  | "version"
  | "artist"
  | "service"
> & { canCancel: boolean };

/** The appointment behind a customer's link; null for a link that is not valid. */
export async function findManagedAppointment(
  ctx: Pick<Ctx, "db" | "now">,
  token: string,
): Promise<ManagedAppointment | null> {
  if (!/^[\w-]{20,128}$/.test(token)) return null;
  const row = await findAppointmentByManageToken(ctx.db, hashToken(token));
  if (!row) return null;
  return {
    id: row.id,
    status: row.status,
    statusReason: row.statusReason,
    startMs: row.startMs,
    endMs: row.endMs,
    timeZone: row.timeZone,
    clientName: row.clientName,
    description: row.description,
    alternatives: row.alternatives,
    unverified: row.unverified,
    expiresAt: row.expiresAt,
    createdAt: row.createdAt,
    version: row.version,
    artist: row.artist,
    service: row.service,
    canCancel: (row.status === "PENDING" || row.status === "CONFIRMED") && row.startMs > ctx.now(),
  };
}
