import { and, asc, eq, inArray, ne, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { transaction } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { offers } from "../schema/inquiries.ts";
import { isOverlapRefusal } from "../triggers.ts";
import { type AppointmentChange, applyAppointmentChange, type ChangeOutcome } from "./appointment-changes.ts";
import { type AppointmentRow, NOT_CHOSEN } from "./appointments.ts";

/** Every appointment of a series, those that are over included, in the order of their positions. */
export async function listSittings(db: Db, seriesId: string): Promise<AppointmentRow[]> {
  return db
    .select()
    .from(appointments)
    .where(
      and(
        eq(appointments.seriesId, seriesId),
        ne(appointments.status, "HELD"),
        sql`${appointments.statusReason} IS NOT ${NOT_CHOSEN}`,
      ),
    )
    .orderBy(asc(appointments.seriesPosition), asc(appointments.createdAt))
    .limit(200)
    .all();
}

/** The places of a series for which times are held: whoever was offered them fills the place by choosing one. */
export async function listHeldPlaces(db: Db, seriesId: string): Promise<number[]> {
  return db
    .selectDistinct({ position: appointments.seriesPosition })
    .from(appointments)
    .where(and(eq(appointments.seriesId, seriesId), eq(appointments.status, "HELD")))
    .all()
    .map(({ position }) => position);
}

/** What an appointment became whose customer took another time in its place: the newest that goes on with its entry. */
export async function findSuccessor(
  db: Db,
  { id, rootId }: Pick<AppointmentRow, "id" | "rootId">,
): Promise<AppointmentRow | undefined> {
  return db
    .select()
    .from(appointments)
    .where(
      and(
        eq(appointments.rootId, rootId ?? id),
        ne(appointments.id, id),
        sql`${appointments.status} IN ('PENDING', 'CONFIRMED', 'COMPLETED')`,
      ),
    )
    .orderBy(sql`${appointments.createdAt} DESC`)
    .limit(1)
    .get();
}

class Refused extends Error {
  readonly outcome: ChangeOutcome;
  constructor(outcome: ChangeOutcome) {
    super(outcome);
    this.outcome = outcome;
  }
}

/**
 * Several changes, all or none, as one IMMEDIATE transaction; see changeAppointment. Offers in `closes` are over with
 * them, where they still stand: refused by a customer's step, withdrawn by the studio's.
 */
export async function changeTogether(
  db: Db,
  changes: AppointmentChange[],
  closes: { offerIds: string[]; as: "refused" | "withdrawn" },
): Promise<ChangeOutcome> {
  try {
    return transaction(db, () => {
      for (const change of changes) {
        const outcome = applyAppointmentChange(db, change);
        if (outcome !== "changed") throw new Refused(outcome);
      }
      db.update(offers)
        .set({ state: closes.as })
        .where(and(inArray(offers.id, closes.offerIds), eq(offers.state, "open")))
        .run();
      return "changed";
    });
  } catch (error) {
    if (error instanceof Refused) return error.outcome;
    if (isOverlapRefusal(error)) return "slot_taken";
    throw error;
  }
}
