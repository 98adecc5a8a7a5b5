import { and, eq, inArray, isNull, lt, lte, or, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { offers } from "../schema/inquiries.ts";
import { auditLog, outbox } from "../schema/system.ts";
import { type AppointmentRow, NOT_CHOSEN } from "./appointments.ts";
import type { OfferRow } from "./offers.ts";

/** The appointment an offer answers was ended by somebody: not by the offer itself. */
const originOver = sql`(offers.kind = 'appointment' AND NOT EXISTS (SELECT 1 FROM appointments WHERE appointments.id = offers.about_id
  AND (appointments.status IN ('PENDING', 'CONFIRMED')
    OR appointments.status = 'DECLINED' AND appointments.status_reason = 'alternatives_offered')))`;

/** Open offers whose time is over, of whose times none is left, or whose appointment is over for another reason. */
export async function listOffersDue(db: Db, nowMs: number, limit: number): Promise<OfferRow[]> {
  const noneLeft = sql`NOT EXISTS (SELECT 1 FROM appointments WHERE appointments.offer_id = offers.id
    AND appointments.status = 'HELD' AND appointments.start_ms > ${nowMs})`;
  return db
    .select()
    .from(offers)
    .where(and(eq(offers.state, "open"), or(lte(offers.expiresAt, nowMs), noneLeft, originOver)))
    .limit(limit)
    .all();
}

/** Held times that have begun, or whose offer is over: nobody can choose them any more. */
export async function listHeldPast(db: Db, nowMs: number, limit: number): Promise<AppointmentRow[]> {
  const offerOver = sql`NOT EXISTS (SELECT 1 FROM offers WHERE offers.id = ${appointments.offerId} AND offers.state = 'open')`;
  return db
    .select()
    .from(appointments)
    .where(and(eq(appointments.status, "HELD"), or(lte(appointments.startMs, nowMs), offerOver)))
    .limit(limit)
    .all();
}

/**
 * Deletes times nobody took, with their history, once they ended before `beforeMs` and their events are gone: nobody
 * ever had an appointment then. @returns how many.
 */
export async function deleteEndedHolds(db: Db, beforeMs: number, limit: number): Promise<number> {
  return transaction(db, () => {
    const ids = db
      .select({ id: appointments.id })
      .from(appointments)
      .where(
        and(
          eq(appointments.status, "CANCELLED"),
          eq(appointments.statusReason, NOT_CHOSEN),
          lt(appointments.updatedAt, beforeMs),
          isNull(appointments.caldavEtag),
          sql`NOT EXISTS (SELECT 1 FROM ${outbox} WHERE ${outbox.appointmentId} = ${appointments.id})`,
        ),
      )
      .limit(limit)
      .all()
      .map(({ id }) => id);
    if (ids.length === 0) return 0;
    db.delete(auditLog)
      .where(and(eq(auditLog.entity, "appointment"), inArray(auditLog.entityId, ids)))
      .run();
    db.delete(appointments).where(inArray(appointments.id, ids)).run();
    return ids.length;
  });
}
