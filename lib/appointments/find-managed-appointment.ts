import { findAppointmentByManageToken } from "#db/queries/appointments.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { hashToken } from "#lib/core/ids.ts";
import type { AppointmentView } from "./appointment-view.ts";
import { isForgotten, isLongPast, isManageToken } from "./require-managed.ts";

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
  | "inquiryId"
  | "rootId"
  | "seriesId"
  | "seriesPosition"
  | "seriesTotal"
  | "depositAmount"
  | "depositCurrency"
  | "depositState"
  | "depositUrl"
  | "artist"
  | "service"
  | "linkGeneration"
> & {
  /** The customer's language. */
  locale: string;
  /** Pending or confirmed, and still ahead. */
  isAhead: boolean;
  /** So long past that nothing can be done here any more. */
  isLongPast: boolean;
  /** Its customer is forgotten: nothing personal is left, and nothing is shown. */
  isForgotten: boolean;
};

/** The appointment behind a customer's link; null for a link that is not valid. */
export async function findManagedAppointment(
  ctx: Pick<Ctx, "db" | "now">,
  token: string,
): Promise<ManagedAppointment | null> {
  if (!isManageToken(token)) return null;
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
    inquiryId: row.inquiryId,
    rootId: row.rootId,
    locale: row.locale,
    seriesId: row.seriesId,
    seriesPosition: row.seriesPosition,
    seriesTotal: row.seriesTotal,
    depositAmount: row.depositAmount,
    depositCurrency: row.depositCurrency,
    depositState: row.depositState,
    depositUrl: row.depositUrl,
    artist: row.artist,
    service: row.service,
    linkGeneration: row.linkGeneration,
    isAhead: (row.status === "PENDING" || row.status === "CONFIRMED") && row.startMs > ctx.now(),
    isLongPast: isLongPast(row, ctx.now()),
    isForgotten: isForgotten(row),
  };
}
