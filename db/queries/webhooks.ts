import { and, count, desc, eq, gt, gte, inArray, lt, max, min, or, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { auditLog, outbox } from "../schema/system.ts";
import { webhookDeliveries, webhookSubscriptions } from "../schema/webhooks.ts";
import { type AuditEntry, writeAudit } from "./audit.ts";
import { enqueueDelivery, queuePing } from "./queue-webhooks.ts";

export type WebhookSubscription = typeof webhookSubscriptions.$inferSelect;
export type WebhookDelivery = typeof webhookDeliveries.$inferSelect;

/** Every subscription, oldest first, with the last delivery that got an answer or none. There are a few dozen at most. */
export async function listSubscriptions(
  db: Db,
): Promise<(WebhookSubscription & { last: Pick<WebhookDelivery, "state" | "createdAt"> | null })[]> {
  const rows = db.select().from(webhookSubscriptions).orderBy(webhookSubscriptions.createdAt).all();
  return rows.map((row) => {
    const last = db
      .select({ state: webhookDeliveries.state, createdAt: webhookDeliveries.createdAt })
      .from(webhookDeliveries)
      .where(eq(webhookDeliveries.subscriptionId, row.id))
      .orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.id))
      .limit(1)
      .get();
    return { ...row, last: last ?? null };
  });
}

export async function countSubscriptions(db: Db): Promise<number> {
  return db.select({ count: count() }).from(webhookSubscriptions).get()?.count ?? 0;
}

export async function findSubscription(db: Db, id: string): Promise<WebhookSubscription | undefined> {
  return db.select().from(webhookSubscriptions).where(eq(webhookSubscriptions.id, id)).get();
}

/** @returns false when one with this id is there already. */
export async function insertSubscription(
  db: Db,
  row: WebhookSubscription,
  audit: AuditEntry,
): Promise<boolean> {
  return transaction(db, () => {
    const inserted = db.insert(webhookSubscriptions).values(row).onConflictDoNothing().run();
    if (inserted.changes === 1) writeAudit(db, audit);
    return inserted.changes === 1;
  });
}

/** @returns false when it is no longer there. */
export async function changeSubscription(
  db: Db,
  id: string,
  set: Partial<Omit<WebhookSubscription, "id" | "createdAt">>,
  audit: AuditEntry,
): Promise<boolean> {
  return transaction(db, () => {
    const changed = db.update(webhookSubscriptions).set(set).where(eq(webhookSubscriptions.id, id)).run();
    if (changed.changes === 1) writeAudit(db, audit);
    return changed.changes === 1;
  });
}

/** Switches a subscription off, once. */
export async function disableSubscription(db: Db, id: string, audit: AuditEntry): Promise<void> {
  transaction(db, () => {
    const disabled = db
      .update(webhookSubscriptions)
      .set({ active: false, disabledAt: audit.at })
      .where(and(eq(webhookSubscriptions.id, id), eq(webhookSubscriptions.active, true)))
      .run();
    if (disabled.changes === 1) writeAudit(db, audit);
  });
}

/** Removes a subscription with its log and what still waits. @returns false when it is no longer there. */
export async function removeSubscription(db: Db, id: string, audit: AuditEntry): Promise<boolean> {
  return transaction(db, () => {
    const ids = db
      .select({ id: sql<string>`'webhook:' || ${webhookDeliveries.id}` })
      .from(webhookDeliveries)
      .where(eq(webhookDeliveries.subscriptionId, id));
    db.delete(outbox).where(inArray(outbox.id, ids)).run();
    const removed = db.delete(webhookSubscriptions).where(eq(webhookSubscriptions.id, id)).run();
    if (removed.changes === 1) writeAudit(db, audit);
    return removed.changes === 1;
  });
}

/** Sends `ping` to a subscription, whatever it asks for. @returns the delivery's id. */
export async function insertPing(
  db: Db,
  subscription: Pick<WebhookSubscription, "id" | "name">,
  at: number,
): Promise<string> {
  return transaction(db, () =>
    queuePing(db, { subscriptionId: subscription.id, name: subscription.name, at }),
  );
}

/** What was sent to a subscription, newest first; `before` is where an earlier page ended. */
export async function listWebhookDeliveries(
  db: Db,
  filter: { subscriptionId: string; before?: { createdAt: number; id: string }; limit: number },
): Promise<(WebhookDelivery & { nextAttemptAt: number | null })[]> {
  const { before } = filter;
  return db
    .select({ delivery: webhookDeliveries, nextAttemptAt: outbox.nextAttemptAt })
    .from(webhookDeliveries)
    .leftJoin(outbox, eq(outbox.id, sql`'webhook:' || ${webhookDeliveries.id}`))
    .where(
      and(
        eq(webhookDeliveries.subscriptionId, filter.subscriptionId),
        before &&
          or(
            lt(webhookDeliveries.createdAt, before.createdAt),
            and(eq(webhookDeliveries.createdAt, before.createdAt), lt(webhookDeliveries.id, before.id)),
          ),
      ),
    )
    .orderBy(desc(webhookDeliveries.createdAt), desc(webhookDeliveries.id))
    .limit(filter.limit)
    .all()
    .map(({ delivery, nextAttemptAt }) => ({ ...delivery, nextAttemptAt }));
}

export async function findWebhookDelivery(
  db: Db,
  id: string,
): Promise<{ delivery: WebhookDelivery; subscription: WebhookSubscription } | undefined> {
  return db
    .select({ delivery: webhookDeliveries, subscription: webhookSubscriptions })
    .from(webhookDeliveries)
    .innerJoin(webhookSubscriptions, eq(webhookSubscriptions.id, webhookDeliveries.subscriptionId))
    .where(eq(webhookDeliveries.id, id))
    .get();
}

/** What came of an attempt. */
export async function noteAttempt(
  db: Db,
  id: string,
  set: Pick<WebhookDelivery, "state"> &
    Partial<Pick<WebhookDelivery, "attempts" | "status" | "error" | "durationMs" | "deliveredAt">>,
): Promise<void> {
  db.update(webhookDeliveries).set(set).where(eq(webhookDeliveries.id, id)).run();
}

/** Sends a delivery again, from the first attempt on. */
export async function restartDelivery(db: Db, id: string, at: number): Promise<void> {
  transaction(db, () => {
    db.update(webhookDeliveries)
      .set({ state: "waiting", attempts: 0, error: null, status: null, durationMs: null, deliveredAt: null })
      .where(eq(webhookDeliveries.id, id))
      .run();
    enqueueDelivery(db, id, at);
  });
}

/**
 * Since when a subscription has only failed: when the first delivery after the last success, and after somebody last
 * switched it on, was made; null where none failed.
 */
export async function failingSince(db: Db, subscriptionId: string): Promise<number | null> {
  const delivered = db
    .select({ at: max(webhookDeliveries.deliveredAt) })
    .from(webhookDeliveries)
    .where(eq(webhookDeliveries.subscriptionId, subscriptionId))
    .get();
  const switchedOn = db
    .select({ at: max(auditLog.at) })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.entity, "webhook"),
        eq(auditLog.entityId, subscriptionId),
        eq(auditLog.action, "switched_on"),
      ),
    )
    .get();
  const failed = db
    .select({ at: min(webhookDeliveries.createdAt) })
    .from(webhookDeliveries)
    .where(
      and(
        eq(webhookDeliveries.subscriptionId, subscriptionId),
        inArray(webhookDeliveries.state, ["failed", "given_up"]),
        gt(webhookDeliveries.attempts, 0),
        gte(webhookDeliveries.createdAt, Math.max(delivered?.at ?? 0, switchedOn?.at ?? 0)),
      ),
    )
    .get();
  return failed?.at ?? null;
}

/** Forgets what was made before `beforeMs`. @returns how many. */
export async function forgetDeliveries(db: Db, beforeMs: number): Promise<number> {
  return db.delete(webhookDeliveries).where(lt(webhookDeliveries.createdAt, beforeMs)).run().changes;
}
