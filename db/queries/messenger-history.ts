import { and, asc, desc, eq, gt, lt, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Db } from "../client.ts";
import { prepared } from "../prepared.ts";
import { messengerMedia, messengerMessages, messengerUsers, notifications } from "../schema/messenger.ts";
import type { MediaRow } from "./messenger-media.ts";
import type { MessageRow } from "./messenger-messages.ts";
import type { NotificationRow } from "./notifications.ts";

/** A message with what belongs to it. */
export interface FullMessage {
  message: MessageRow;
  sender: { hubUserId: string; matrixUserId: string | null } | null;
  media: MediaRow | null;
  notification: NotificationRow | null;
}

const queries = prepared((db) => {
  const value = sql.placeholder;
  const sender = alias(messengerUsers, "sender");
  const full = () =>
    db
      .select({
        message: messengerMessages,
        sender: { hubUserId: sender.hubUserId, matrixUserId: sender.matrixUserId },
        media: messengerMedia,
        notification: notifications,
      })
      .from(messengerMessages)
      .leftJoin(sender, eq(sender.id, messengerMessages.senderId))
      .leftJoin(messengerMedia, eq(messengerMedia.id, messengerMessages.mediaId))
      .leftJoin(notifications, eq(notifications.id, messengerMessages.notificationId));
  const inRoom = and(
    eq(messengerMessages.roomId, value("roomId")),
    gt(messengerMessages.seq, value("after")),
    lt(messengerMessages.seq, value("before")),
  );
  return {
    one: full()
      .where(eq(messengerMessages.id, value("id")))
      .prepare(),
    older: full().where(inRoom).orderBy(desc(messengerMessages.seq)).limit(value("limit")).prepare(),
    newer: full().where(inRoom).orderBy(asc(messengerMessages.seq)).limit(value("limit")).prepare(),
  };
});

export function findFullMessage(db: Db, id: string): FullMessage | undefined {
  return queries(db).one.get({ id });
}

/**
 * Messages of a room between two seqs (neither included), at most `limit`: those nearest to `after` where it is given,
 * else the newest. Oldest first.
 */
export function listMessages(
  db: Db,
  page: { roomId: string; after?: number | undefined; before?: number | undefined; limit: number },
): FullMessage[] {
  const { roomId, after, before = Number.MAX_SAFE_INTEGER, limit } = page;
  const asked = { roomId, after: after ?? -1, before, limit };
  return after === undefined ? queries(db).older.all(asked).reverse() : queries(db).newer.all(asked);
}
