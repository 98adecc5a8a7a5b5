import { and, eq, gt, lt, lte, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { transaction } from "../client.ts";
import { prepared } from "../prepared.ts";
import { calendarSyncLogs } from "../schema/calendars.ts";
import {
  formDrafts,
  idempotencyKeys,
  leases,
  limits,
  settings,
  suspendedAccounts,
} from "../schema/system.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";

/** Counts one write in its window. @returns the count so far, this one included. */
export async function countInWindow(db: Db, key: string, windowStart: number): Promise<number> {
  return addToWindow(db, { key, windowStart, amount: 1 });
}

/** Inside the caller's transaction, or alone: counts an amount in its window. @returns the sum so far. */
export function addToWindow(
  db: Db,
  { key, windowStart, amount }: { key: string; windowStart: number; amount: number },
): number {
  return db
    .insert(limits)
    .values({ key, windowStart, count: amount })
    .onConflictDoUpdate({
      target: [limits.key, limits.windowStart],
      set: { count: sql`${limits.count} + ${amount}` },
    })
    .returning({ count: limits.count })
    .get().count;
}

export async function readSettings(db: Db): Promise<Record<string, unknown>> {
  return Object.fromEntries(
    db
      .select()
      .from(settings)
      .all()
      .map((row) => [row.name, row.value]),
  );
}

export async function writeSetting(db: Db, name: string, value: unknown): Promise<void> {
  db.insert(settings)
    .values({ name, value })
    .onConflictDoUpdate({ target: settings.name, set: { value } })
    .run();
}

/** Writes several settings as one change; null takes one back to its default. */
export async function writeSettings(
  db: Db,
  values: Record<string, unknown>,
  audit: AuditEntry,
): Promise<void> {
  transaction(db, () => {
    for (const [name, value] of Object.entries(values)) {
      if (value === null) {
        db.delete(settings).where(eq(settings.name, name)).run();
        continue;
      }
      db.insert(settings)
        .values({ name, value })
        .onConflictDoUpdate({ target: settings.name, set: { value } })
        .run();
    }
    writeAudit(db, audit);
  });
}

const suspensionOf = prepared((db) =>
  db
    .select()
    .from(suspendedAccounts)
    .where(eq(suspendedAccounts.account, sql.placeholder("account")))
    .prepare(),
);

export async function findSuspension(db: Db, account: string) {
  return suspensionOf(db).get({ account });
}

/** Suspends an account, or puts off its next probe. */
export async function suspendAccount(
  db: Db,
  account: string,
  times: { nowMs: number; nextProbeAt: number },
): Promise<void> {
  db.insert(suspendedAccounts)
    .values({ account, since: times.nowMs, nextProbeAt: times.nextProbeAt })
    .onConflictDoUpdate({ target: suspendedAccounts.account, set: { nextProbeAt: times.nextProbeAt } })
    .run();
}

/** Takes the one probe that is due. @returns false when it is not due, or somebody else took it. */
export async function takeProbe(
  db: Db,
  account: string,
  times: { nowMs: number; nextProbeAt: number },
): Promise<boolean> {
  const taken = db
    .update(suspendedAccounts)
    .set({ nextProbeAt: times.nextProbeAt })
    .where(and(eq(suspendedAccounts.account, account), lte(suspendedAccounts.nextProbeAt, times.nowMs)))
    .run();
  return taken.changes === 1;
}

export async function liftSuspension(db: Db, account: string): Promise<boolean> {
  return db.delete(suspendedAccounts).where(eq(suspendedAccounts.account, account)).run().changes === 1;
}

export async function findIdempotentAnswer(db: Db, key: string) {
  return db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, key)).get();
}

export async function insertFormDraft(db: Db, draft: typeof formDrafts.$inferInsert): Promise<void> {
  db.insert(formDrafts).values(draft).run();
}

export async function findFormDraft(db: Db, tokenHash: string, nowMs: number) {
  return db
    .select()
    .from(formDrafts)
    .where(and(eq(formDrafts.tokenHash, tokenHash), gt(formDrafts.expiresAt, nowMs)))
    .get();
}

/** Removes what has run out: limits, drafts, leases, answers to old idempotency keys, sync logs of last month. */
export async function sweep(db: Db, nowMs: number): Promise<void> {
  const day = 86_400_000;
  transaction(db, () => {
    db.delete(limits)
      .where(lt(limits.windowStart, nowMs - day))
      .run();
    db.delete(formDrafts).where(lt(formDrafts.expiresAt, nowMs)).run();
    db.delete(leases)
      .where(lt(leases.expiresAt, nowMs - day))
      .run();
    db.delete(calendarSyncLogs)
      .where(lt(calendarSyncLogs.startedAt, nowMs - 30 * day))
      .run();
    db.delete(idempotencyKeys)
      .where(lt(idempotencyKeys.createdAt, nowMs - 7 * day))
      .run();
  });
}
