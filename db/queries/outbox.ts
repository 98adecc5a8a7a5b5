import { and, asc, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import { HOUR, SECOND } from "#lib/core/clock.ts";
import type { Db } from "../client.ts";
import { prepared } from "../prepared.ts";
import { outbox } from "../schema/system.ts";

export type OutboxRow = typeof outbox.$inferSelect;
export const OUTBOX_KINDS: readonly OutboxRow["kind"][] = outbox.kind.enumValues;
export type NewOutboxRow = Pick<
  OutboxRow,
  "id" | "kind" | "appointmentId" | "payload" | "nextAttemptAt" | "createdAt"
>;

/**
 * The longest a row may be asked to wait before its first attempt, milliseconds. Shorter than any hold, so that a row
 * somebody took is told from one that still waits.
 */
export const LONGEST_WAIT_MS = 15 * SECOND;

/** Writes inside the caller's transaction. A row asked for again, a dead one too, is due again, under a new revision. */
export function enqueue(db: Db, row: NewOutboxRow): void {
  insertion(db).run({ ...row });
}

const insertion = prepared((db) => {
  const value = sql.placeholder;
  return db
    .insert(outbox)
    .values({
      id: value("id"),
      kind: value("kind"),
      appointmentId: value("appointmentId"),
      payload: value("payload"),
      nextAttemptAt: value("nextAttemptAt"),
      createdAt: value("createdAt"),
    })
    .onConflictDoUpdate({
      target: outbox.id,
      set: {
        revision: sql`${outbox.revision} + 1`,
        nextAttemptAt: sql`excluded.next_attempt_at`,
        // What was asked for before and is not done yet stays asked for; how often it was refused starts anew.
        payload: sql`json_remove(json_patch(${outbox.payload}, excluded.payload), '$.refusals')`,
        attempts: 0,
        deadAt: null,
      },
    })
    .prepare();
});

/** Inside the caller's transaction: the event is as it should be, whoever made it so. */
export function withdrawCalendarPush(db: Db, appointmentId: string): void {
  db.delete(outbox)
    .where(eq(outbox.id, `calendar:${appointmentId}`))
    .run();
}

/**
 * Inside the caller's transaction: takes back the notices of one version of an appointment, or those of one template.
 * @returns true when every one of them was still here and no attempt to send it had begun. A row keeps its first time
 *   until somebody takes it, which moves it past LONGEST_WAIT_MS, also when that somebody died with it; after a clock
 *   was set back nothing can be told, and the answer is false.
 */
export function withdrawNotices(
  db: Db,
  step: { appointmentId: string; version: number; template?: string; nowMs: number },
): boolean {
  const { template } = step;
  const prefix = `mail:${step.appointmentId}:${step.version}:${template === undefined ? "" : `${template}:`}`;
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
 * try. A process that dies leaves them due again afterwards. Dead letters are left alone, and so is what was written
 * to the same reader of the same appointment, inquiry or waitlist entry after something that still waits: the rowid is the order of writing,
 * whatever the clock did.
 */
export async function claimDue(
  db: Db,
  input: {
    nowMs: number;
    holdMs: number;
    limit: number;
    id?: string;
    kind?: OutboxRow["kind"];
    /** What is told to this one alone, where the kind tells several. */
    to?: string | undefined;
    exceptIds?: string[];
  },
): Promise<OutboxRow[]> {
  const { nowMs, id, kind, to, exceptIds = [] } = input;
  const byId = id === undefined ? sql`` : sql`AND candidate.id = ${id}`;
  const byKind = kind === undefined ? sql`` : sql`AND candidate.kind = ${kind}`;
  const byReader = to === undefined ? sql`` : sql`AND candidate.payload ->> 'to' = ${to}`;
  return db
    .update(outbox)
    .set({ nextAttemptAt: nowMs + input.holdMs })
    .where(
      sql`${outbox.id} IN (
        SELECT candidate.id FROM outbox AS candidate
        WHERE candidate.dead_at IS NULL AND candidate.next_attempt_at <= ${nowMs}
          ${byId} ${byKind} ${byReader}
          AND candidate.id NOT IN (SELECT value FROM json_each(${JSON.stringify(exceptIds)}))
          AND NOT EXISTS (
            SELECT 1 FROM outbox AS older
            WHERE older.appointment_id = candidate.appointment_id AND older.kind = candidate.kind
              AND older.payload ->> 'to' IS candidate.payload ->> 'to'
              AND older.dead_at IS NULL AND older.rowid < candidate.rowid
          )
          AND (candidate.appointment_id IS NOT NULL OR candidate.kind <> 'mail' OR NOT EXISTS (
            SELECT 1 FROM outbox AS older
            WHERE older.appointment_id IS NULL AND older.kind = 'mail'
              AND coalesce(older.payload ->> 'inquiryId', older.payload ->> 'entryId')
                = coalesce(candidate.payload ->> 'inquiryId', candidate.payload ->> 'entryId')
              AND older.payload ->> 'to' IS candidate.payload ->> 'to'
              AND older.dead_at IS NULL AND older.rowid < candidate.rowid
          ))
        ORDER BY candidate.next_attempt_at, candidate.rowid LIMIT ${input.limit})`,
    )
    .returning()
    .all();
}

/** Whether a notice with the same news for the same reader was written after this one and still waits. */
export async function hasNewerNotice(db: Db, { id }: Pick<OutboxRow, "id">): Promise<boolean> {
  const newer = db.get<{ id: string }>(sql`
    SELECT newer.id FROM outbox AS newer JOIN outbox AS this ON this.id = ${id}
    WHERE newer.kind = this.kind AND newer.rowid > this.rowid AND newer.dead_at IS NULL
      AND newer.appointment_id IS this.appointment_id
      AND newer.payload ->> 'template' IS this.payload ->> 'template'
      AND newer.payload ->> 'to' IS this.payload ->> 'to'
      AND newer.payload ->> 'inquiryId' IS this.payload ->> 'inquiryId'
      AND newer.payload ->> 'entryId' IS this.payload ->> 'entryId'
    LIMIT 1`);
  return newer !== undefined;
}

/** Keeps a row for whoever took it, until `heldUntil`, while the delivery takes longer than it should. */
export async function extendHold(
  db: Db,
  row: Pick<OutboxRow, "id" | "revision">,
  heldUntil: number,
): Promise<void> {
  db.update(outbox).set({ nextAttemptAt: heldUntil }).where(isStill(row)).run();
}

/** Removes a delivered row, unless it was asked for again meanwhile. */
export async function completeOutboxRow(db: Db, row: Pick<OutboxRow, "id" | "revision">): Promise<void> {
  db.delete(outbox).where(isStill(row)).run();
}

/** Notes a failure. With `deadAt` the row is a dead letter from then on; nothing happens to one asked for again meanwhile. */
export async function postponeOutboxRow(
  db: Db,
  row: Pick<OutboxRow, "id" | "revision">,
  failure: {
    nextAttemptAt: number;
    error: string;
    errorKey: string | null;
    /** How often the other side has refused it for good by now. */
    refusals?: number;
    deadAt?: number | null;
  },
): Promise<void> {
  db.update(outbox)
    .set({
      attempts: sql`${outbox.attempts} + 1`,
      nextAttemptAt: failure.nextAttemptAt,
      lastError: failure.error,
      lastErrorKey: failure.errorKey,
      deadAt: failure.deadAt ?? null,
      ...(failure.refusals && {
        payload: sql`json_set(${outbox.payload}, '$.refusals', ${String(failure.refusals)})`,
      }),
    })
    .where(isStill(row))
    .run();
}

function isStill({ id, revision }: Pick<OutboxRow, "id" | "revision">) {
  return and(eq(outbox.id, id), eq(outbox.revision, revision));
}

/** Longer than any pause between two calls of a webhook, and than what another system may ask for. */
const LONGEST_PAUSE_MS = 48 * HOUR;

/**
 * Makes what waits due now (new credentials, a successful test, another worker). Webhooks and follow-ups keep their
 * pauses, which are for other systems, unless the clock was set back so far that they would never end.
 */
export async function makeOutboxDue(db: Db, nowMs: number): Promise<void> {
  const pauses = and(
    inArray(outbox.kind, ["webhook", "follow_up"]),
    lte(outbox.nextAttemptAt, nowMs + LONGEST_PAUSE_MS),
  );
  db.update(outbox)
    .set({ nextAttemptAt: nowMs })
    .where(and(sql`${outbox.nextAttemptAt} > ${nowMs}`, isNull(outbox.deadAt), sql`NOT (${pauses})`))
    .run();
}

export async function findOutboxRow(db: Db, id: string): Promise<OutboxRow | undefined> {
  return db.select().from(outbox).where(eq(outbox.id, id)).get();
}

export async function listOutbox(db: Db, limit: number): Promise<OutboxRow[]> {
  return db.select().from(outbox).orderBy(asc(outbox.createdAt)).limit(limit).all();
}

export async function countDue(db: Db, nowMs: number): Promise<number> {
  const due = and(lte(outbox.nextAttemptAt, nowMs), isNull(outbox.deadAt));
  return db.select({ count: sql<number>`count(*)` }).from(outbox).where(due).get()?.count ?? 0;
}
