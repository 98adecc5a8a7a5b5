import type { NewAppointment } from "#db/queries/appointments.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { newEventUid, newId } from "#lib/core/ids.ts";
import { manageToken } from "#lib/links/manage-link.ts";

/** For whom a time is held, and what the appointment it may become goes on with. */
export type HeldFor = Pick<
  NewAppointment,
  | "artistId"
  | "serviceId"
  | "customerId"
  | "timeZone"
  | "locale"
  | "clientName"
  | "clientEmail"
  | "clientPhone"
  | "description"
  | "inquiryId"
  | "rootId"
  | "seriesId"
  | "seriesPosition"
  | "seriesTotal"
  | "depositAmount"
  | "depositCurrency"
  | "depositState"
  | "depositUrl"
  | "depositChangedAt"
> & {
  bufferBeforeMs: number;
  bufferAfterMs: number;
  /** A first sitting of several: the series is named after the appointment itself. */
  beginsSeries?: boolean;
  /** The least version, so that a customer's calendar sees it as newer than what it goes on with. */
  version: number;
};

/** A time held for somebody: an appointment of its own, with its own event, until it is chosen or let go. */
export function newHeld(
  ctx: Pick<Ctx, "env" | "now">,
  { bufferBeforeMs, bufferAfterMs, beginsSeries, ...held }: HeldFor,
  time: { startMs: number; endMs: number; expiresAt: number; offerId: string; calendarId: string | null },
): NewAppointment {
  const id = newId();
  const now = ctx.now();
  return {
    ...held,
    id,
    status: "HELD",
    startMs: time.startMs,
    endMs: time.endMs,
    blockStartMs: time.startMs - bufferBeforeMs,
    blockEndMs: time.endMs + bufferAfterMs,
    offerId: time.offerId,
    calendarId: time.calendarId,
    expiresAt: Math.min(time.expiresAt, time.startMs),
    seriesId: beginsSeries ? id : held.seriesId,
    manageTokenHash: manageToken(ctx.env, { id, linkGeneration: 0 }).hash,
    caldavUid: newEventUid(),
    createdAt: now,
    updatedAt: now,
  };
}
