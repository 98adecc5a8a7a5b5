import { and, eq, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { prepared } from "../prepared.ts";
import { messengerMessages, messengerRooms, notifications } from "../schema/messenger.ts";
import { findMembership, isOpenRoom, type RoomRow } from "./messenger-rooms.ts";
import type { NotificationRow } from "./notifications.ts";

export interface PlacedNotification {
  notification: NotificationRow;
  /** Where only the bell tells it, or its room is gone: null. */
  room: RoomRow | null;
  matrixEventId: string | null;
}

const withPlace = prepared((db) =>
  db
    .select({
      notification: notifications,
      room: messengerRooms,
      matrixEventId: messengerMessages.matrixEventId,
    })
    .from(notifications)
    .leftJoin(messengerRooms, eq(messengerRooms.id, notifications.roomId))
    // Our own news may be said in several rooms; this is the one it names.
    .leftJoin(
      messengerMessages,
      and(
        eq(messengerMessages.notificationId, notifications.id),
        eq(messengerMessages.roomId, notifications.roomId),
      ),
    )
    .where(
      and(
        eq(notifications.id, sql.placeholder("id")),
        eq(notifications.tenantId, sql.placeholder("tenantId")),
      ),
    )
    .limit(1)
    .prepare(),
);

/** With where it is told; of this tenant alone. */
export function findNotification(db: Db, tenantId: string, id: string): PlacedNotification | undefined {
  return withPlace(db).get({ tenantId, id });
}

/** Whether somebody of its tenant may see it: what everybody may, what is for them, and what is said where they are. */
export function maySeeNotification(
  db: Db,
  userId: string,
  { notification, room }: Pick<PlacedNotification, "notification" | "room">,
): boolean {
  if (notification.targetUserId === userId) return true;
  if (!room) return false;
  if (isOpenRoom(room)) return true;
  return findMembership(db, room.id, userId)?.state === "joined";
}
