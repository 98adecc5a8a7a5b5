import { and, asc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { transaction } from "../client.ts";
import { prepared } from "../prepared.ts";
import { messengerMessages, notifications } from "../schema/messenger.ts";
import { isQueued, mayGoOut, nextOutgoing, noteFailed } from "./messenger-deliveries.ts";
import { announceMessage } from "./messenger-events.ts";
import { queueRoom } from "./messenger-messages.ts";
import type { RoomRow } from "./messenger-rooms.ts";

const waitingQueries = prepared((db) => {
  return {
    waiting: db
      .select({
        count: sql<number>`count(*)`,
        firstAt: sql<number | null>`min(coalesce(${notifications.notBefore}, 0))`,
      })
      .from(messengerMessages)
      .leftJoin(notifications, eq(notifications.id, messengerMessages.notificationId))
      .where(isQueued)
      .prepare(),
    unannounced: db
      .select({ id: messengerMessages.id })
      .from(messengerMessages)
      .leftJoin(notifications, eq(notifications.id, messengerMessages.notificationId))
      .where(and(isQueued, isNull(messengerMessages.eventId), mayGoOut))
      .orderBy(asc(messengerMessages.seq))
      .limit(sql.placeholder("limit"))
      .prepare(),
  };
});

const MOST_ANNOUNCED = 200;

/** What waits and was tried, browsers hear of all the same. @returns how many they heard of */
export async function announceWaiting(db: Db, roomId: string, nowMs: number): Promise<number> {
  const { unannounced } = waitingQueries(db);
  if (!unannounced.get({ roomId, nowMs, limit: 1 })) return 0;
  return transaction(db, () => {
    const ids = unannounced.all({ roomId, nowMs, limit: MOST_ANNOUNCED });
    for (const { id } of ids) announceMessage(db, id, nowMs);
    return ids.length;
  });
}

/** What waits in a room will never reach its transport; at most `limit` of it. @returns whether there is more */
export async function failWaiting(
  db: Db,
  roomId: string,
  { error, nowMs, limit }: { error: string; nowMs: number; limit: number },
): Promise<boolean> {
  return transaction(db, () => {
    for (let count = 0; count < limit; count++) {
      const next = nextOutgoing(db, roomId, nowMs);
      if (!next) return false;
      noteFailed(db, next.message.id, error, nowMs);
    }
    return true;
  });
}

/** What waits in a room still, now or for later, is looked at again; `more`: there is something else to do there. */
export async function queueRest(
  db: Db,
  room: RoomRow,
  { nowMs, more }: { nowMs: number; more: boolean },
): Promise<void> {
  transaction(db, () => {
    const { count, firstAt } = waitingQueries(db).waiting.get({ roomId: room.id }) ?? {
      count: 0,
      firstAt: null,
    };
    const dueAt = more ? nowMs : Math.max(nowMs, firstAt ?? 0);
    if (more || count > 0) queueRoom(db, room, dueAt, nowMs, { exactly: true });
  });
}

/** Somebody else delivers there at the moment: looked at once more, in case they have just ended. */
export async function lookAgain(
  db: Db,
  room: RoomRow,
  { nowMs, at }: { nowMs: number; at: number },
): Promise<void> {
  transaction(db, () => queueRoom(db, room, at, nowMs));
}
