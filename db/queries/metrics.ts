import { sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { appointments } from "../schema/appointments.ts";
import { outbox } from "../schema/system.ts";
import { NOT_CHOSEN } from "./appointments.ts";

export interface OutboxCount {
  kind: (typeof outbox.$inferSelect)["kind"];
  waiting: number;
  dead: number;
  /** When the oldest that still waits was asked for, epoch milliseconds. */
  oldestAt: number | null;
}

/** What the outbox holds, by kind. */
export async function countOutbox(db: Db): Promise<OutboxCount[]> {
  return db
    .select({
      kind: outbox.kind,
      waiting: sql<number>`sum(${outbox.deadAt} IS NULL)`,
      dead: sql<number>`sum(${outbox.deadAt} IS NOT NULL)`,
      oldestAt: sql<number | null>`min(CASE WHEN ${outbox.deadAt} IS NULL THEN ${outbox.createdAt} END)`,
    })
    .from(outbox)
    .groupBy(outbox.kind)
    .all();
}

/** By status. Held times that nobody took were never anybody's, and are not counted as cancelled. */
export async function countAppointments(db: Db): Promise<{ status: string; count: number }[]> {
  return db
    .select({ status: appointments.status, count: sql<number>`count(*)` })
    .from(appointments)
    .where(sql`${appointments.statusReason} IS NOT ${NOT_CHOSEN}`)
    .groupBy(appointments.status)
    .all();
}
