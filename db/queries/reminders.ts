import { and, asc, eq, gt, isNull, lte, ne, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import type { AppointmentRow } from "./appointments.ts";
import { enqueue, type NewOutboxRow } from "./outbox.ts";

/** So many at a time; what is left comes a minute later. */
const LIMIT = 200;

/**
 * Remembers of every appointment whose reminder is due that it was reminded of, and queues the mail, as one. Due are
 * confirmed ones that begin within `aheadMs`; whoever was told of the time only then needs no reminder.
 * @returns how many.
 */
export async function queueDueReminders(
  db: Db,
  input: { nowMs: number; aheadMs: number; rows: (appointment: AppointmentRow) => NewOutboxRow[] },
): Promise<number> {
  const { nowMs, aheadMs } = input;
  const windowBegins = sql`${appointments.startMs} - ${aheadMs}`;
  const toldWithin = sql`EXISTS (SELECT 1 FROM audit_log AS told
    WHERE told.entity = 'appointment' AND told.entity_id = ${appointments.id}
      AND told.action IN ('confirmed', 'rescheduled', 'rescheduled_and_confirmed', 'offer_chosen', 'chosen', 'created',
        'restored')
      AND told.at > ${windowBegins})`;
  return transaction(db, () => {
    const due = db
      .select()
      .from(appointments)
      .where(
        and(
          eq(appointments.status, "CONFIRMED"),
          isNull(appointments.remindedAt),
          ne(appointments.clientEmail, ""),
          gt(appointments.startMs, nowMs),
          lte(appointments.startMs, nowMs + aheadMs),
          lte(appointments.createdAt, windowBegins),
          sql`NOT ${toldWithin}`,
        ),
      )
      .orderBy(asc(appointments.startMs))
      .limit(LIMIT)
      .all();
    for (const appointment of due) {
      db.update(appointments).set({ remindedAt: nowMs }).where(eq(appointments.id, appointment.id)).run();
      for (const row of input.rows(appointment)) enqueue(db, row);
    }
    return due.length;
  });
}
