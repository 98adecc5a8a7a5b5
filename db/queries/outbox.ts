import { and, asc, eq, lte, sql } from "drizzle-orm";
import { SECOND } from "#lib/core/clock.ts";
import type { Db } from "../client.ts";
import { outbox } from "../schema/system.ts";

export type OutboxRow = typeof outbox.$inferSelect;
export type NewOutboxRow = Pick<
  OutboxRow,
  "id" | "kind" | "appointmentId" | "payload" | "nextAttemptAt" | "createdAt"
>;

/**
 * The longest a row may be asked to wait before its first attempt, milliseconds. Shorter than any hold, so that a row
 * somebody took is told from one that still waits.
 */
export const LONGEST_WAIT_MS = 15 * SECOND;

/** Writes inside the caller's transaction. A row asked for again is due again, under a new revision. */
export function enqueue(db: Db, row: NewOutboxRow): void {
  db.insert(outbox)
    .values(row)
    .onConflictDoUpdate({
      target: outbox.id,
      set: {
        revision: sql`${outbox.revision} + 1`,
        nextAttemptAt: row.nextAttemptAt,
        // What was asked for before and is not done yet stays asked for.
        payload: sql`json_patch(${outbox.payload}, excluded.payload)`,
        attempts: 0,
      },
    })
    .run();
}

/** Inside the caller's transaction: the event is as it should be, whoever made it so. */
export function withdrawCalendarPush(db: Db, appointmentId: string): void {
  db.delete(outbox)
    .where(eq(outbox.id, `calendar:${appointmentId}`))
    .run();
}

/**
 * Inside the caller's transaction: takes back the notices of one version of an appointment.
 * @returns true when every one of them was still here and no attempt to send it had begun. A row keeps its first time
 *   until somebody takes it, which moves it past LONGEST_WAIT_MS, also when that somebody died with it; after a clock
 *   was set back nothing can be told, and the answer is false.
 */
export function withdrawNotices(
  db: Db,
  step: { appointmentId: string; version: number; nowMs: number },
): boolean {
  const prefix = `mail:${step.appointmentId}:${step.version}:`;
  const withdrawn = db
    .delete(outbox)
    .where(
      and(
        eq(outbox.appointmentId, step.appointmentId),
        sql`substr(${outbox.id}, 1, ${prefix.length}) = ${prefix}`,
      ),
    )
    .returning()
    .all();
  return (
    withdrawn.length > 0 &&
    withdrawn.every(
      (row) =>
        row.attempts === 0 &&
        row.createdAt <= step.nowMs &&
        row.nextAttemptAt <= row.createdAt + LONGEST_WAIT_MS,
    )
  );
}

/**
 * Takes rows that are due and hides them for `holdMs`: whoever took them has that long before another process may
 * try. A process that dies leaves them due again afterwards.
 */
export async function claimDue(
  db: Db,
  input: { nowMs: number; holdMs: number; limit: number; id?: string },
): Promise<OutboxRow[]> {
  return db
    .update(outbox)
    .set({ nextAttemptAt: input.nowMs + input.holdMs })
    .where(
      sql`${outbox.id} IN (SELECT id FROM outbox WHERE next_attempt_at <= ${input.nowMs}
        ${input.id === undefined ? sql`` : sql`AND id = ${input.id}`} ORDER BY next_attempt_at LIMIT ${input.limit})`,
    )
    .returning()
    .all();
}

/** Removes a delivered row, unless it was asked for again meanwhile. */
export async function completeOutboxRow(db: Db, row: Pick<OutboxRow, "id" | "revision">): Promise<void> {
  db.delete(outbox)
    .where(and(eq(outbox.id, row.id), eq(outbox.revision, row.revision)))
    .run();
}

export async function postponeOutboxRow(
  db: Db,
  row: Pick<OutboxRow, "id" | "revision">,
  failure: { nextAttemptAt: number; error: string },
): Promise<void> {
  db.update(outbox)
    .set({
      attempts: sql`${outbox.attempts} + 1`,
      nextAttemptAt: failure.nextAttemptAt,
      lastError: failure.error,
    })
    .where(and(eq(outbox.id, row.id), eq(outbox.revision, row.revision)))
    .run();
}

/** Makes everything that waits due now (new credentials, a successful test). */
export async function makeOutboxDue(db: Db, nowMs: number): Promise<void> {
  db.update(outbox).set({ nextAttemptAt: nowMs }).where(sql`${outbox.nextAttemptAt} > ${nowMs}`).run();
}

export async function findOutboxRow(db: Db, id: string): Promise<OutboxRow | undefined> {
  return db.select().from(outbox).where(eq(outbox.id, id)).get();
}

export async function listOutbox(db: Db, limit: number): Promise<OutboxRow[]> {
  return db.select().from(outbox).orderBy(asc(outbox.createdAt)).limit(limit).all();
}

export async function countDue(db: Db, nowMs: number): Promise<number> {
  return (
    db.select({ count: sql<number>`count(*)` }).from(outbox).where(lte(outbox.nextAttemptAt, nowMs)).get()
      ?.count ?? 0
  );
}
