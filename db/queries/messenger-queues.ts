import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { messengerMessages, messengerRooms } from "../schema/messenger.ts";
import { outbox } from "../schema/system.ts";

export interface QueueLength {
  transport: "matrix" | "talk";
  waiting: number;
  oldestWaitingAt: number | null;
  failed: number;
}

/** What waits and what failed of one tenant, by transport. */
export function queueLengths(db: Db, tenantId: string): QueueLength[] {
  const rows = db
    .select({
      transport: messengerRooms.transport,
      waiting: sql<number>`sum(${messengerMessages.state} = 'queued')`,
      failed: sql<number>`sum(${messengerMessages.state} = 'failed')`,
      oldestWaitingAt: sql<
        number | null
      >`min(CASE WHEN ${messengerMessages.state} = 'queued' THEN ${messengerMessages.createdAt} END)`,
    })
    .from(messengerMessages)
    .innerJoin(messengerRooms, eq(messengerRooms.id, messengerMessages.roomId))
    .where(and(eq(messengerRooms.tenantId, tenantId), inArray(messengerMessages.state, ["queued", "failed"])))
    .groupBy(messengerRooms.transport)
    .all();
  return rows.flatMap(({ transport, ...row }) => (transport === "none" ? [] : [{ transport, ...row }]));
}

/** The newest failure of what goes out to a tenant's rooms and waits, in the words that were noted; `cause` is its key. */
export function lastTrouble(
  db: Db,
  tenantId: string,
): { message: string; cause: string | null; nextAttemptAt: number } | null {
  const row = db
    .select({
      message: outbox.lastError,
      cause: outbox.lastErrorKey,
      nextAttemptAt: outbox.nextAttemptAt,
    })
    .from(outbox)
    .innerJoin(messengerRooms, eq(sql`'messenger:' || ${messengerRooms.id}`, outbox.id))
    .where(
      and(
        eq(outbox.kind, "messenger"),
        eq(messengerRooms.tenantId, tenantId),
        sql`${outbox.lastError} IS NOT NULL`,
      ),
    )
    .orderBy(sql`${outbox.nextAttemptAt} DESC`)
    .limit(1)
    .get();
  return row?.message ? { ...row, message: row.message } : null;
}
