import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import { MINUTE } from "#lib/core/clock.ts";
import type { Db } from "../client.ts";
import { outbox } from "../schema/system.ts";

/** Inside the caller's transaction: what is held for somebody, mails too, is looked at again now. */
export function releaseHeld(db: Db, userId: string, nowMs: number): void {
  db.update(outbox)
    .set({ nextAttemptAt: nowMs })
    .where(
      and(
        isNull(outbox.deadAt),
        eq(outbox.attempts, 0),
        // Nearer ones may be in somebody's hands.
        gt(outbox.nextAttemptAt, nowMs + MINUTE),
        or(
          sql`${outbox.kind} = 'messenger' AND ${outbox.payload} ->> 'held' = ${userId}`,
          sql`${outbox.kind} = 'mail' AND ${outbox.payload} ->> 'to' = ${`artist:${userId}`}`,
          sql`${outbox.kind} = 'notice' AND ${outbox.payload} ->> 'to' = ${userId}`,
        ),
      ),
    )
    .run();
}
