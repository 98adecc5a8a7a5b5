import { eq, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { prepared } from "../prepared.ts";
import { messengerMessages, messengerRooms, messengerUsers, notifications } from "../schema/messenger.ts";
import { messengerEvents } from "../schema/messenger-events.ts";
import { publicRoomId } from "./messenger-rooms.ts";

export type MessengerEvent = typeof messengerEvents.$inferSelect;

const insertion = prepared((db) => {
  const value = sql.placeholder;
  return db
    .insert(messengerEvents)
    .values({
      tenantId: value("tenantId"),
      type: value("type"),
      userId: value("userId"),
      roomId: value("roomId"),
      notificationId: value("notificationId"),
      data: value("data"),
      at: value("at"),
    })
    .returning({ seq: messengerEvents.seq })
    .prepare();
});

/** Inside the caller's transaction: browsers are told (`wakeListeners()` after it). @returns its seq */
export function insertEvent(db: Db, event: Omit<typeof messengerEvents.$inferInsert, "seq">): number {
  const { userId = null, roomId = null, notificationId = null, ...told } = event;
  return insertion(db).get({ userId, roomId, notificationId, ...told }).seq;
}

const announcing = prepared((db) => ({
  what: db
    .select({
      message: messengerMessages,
      room: messengerRooms,
      notification: notifications,
      sender: { hubUserId: messengerUsers.hubUserId, matrixUserId: messengerUsers.matrixUserId },
    })
    .from(messengerMessages)
    .innerJoin(messengerRooms, eq(messengerRooms.id, messengerMessages.roomId))
    .leftJoin(notifications, eq(notifications.id, messengerMessages.notificationId))
    .leftJoin(messengerUsers, eq(messengerUsers.id, messengerMessages.senderId))
    .where(eq(messengerMessages.id, sql.placeholder("id")))
    .prepare(),
  done: db
    .update(messengerMessages)
    .set({ eventId: sql`${sql.placeholder("eventId")}` })
    .where(eq(messengerMessages.id, sql.placeholder("id")))
    .prepare(),
}));

/**
 * Inside the caller's transaction: a message, or the notification it carries, is told to browsers, once. From then on
 * its event id stands: the homeserver's where it is there already, else one of ours.
 */
export function announceMessage(db: Db, messageId: string, nowMs: number): void {
  const found = announcing(db).what.get({ id: messageId });
  if (!found || found.message.eventId !== null) return;
  const { message, room, notification, sender } = found;
  const eventId = message.matrixEventId ?? `$${message.id}`;
  announcing(db).done.run({ id: message.id, eventId });
  const about = { tenantId: room.tenantId, roomId: room.id, at: nowMs };
  if (notification)
    insertEvent(db, {
      ...about,
      type: "notification",
      notificationId: notification.id,
      data: notificationData(notification, publicRoomId(room), eventId),
    });
  else
    insertEvent(db, {
      ...about,
      type: "new_message",
      data: {
        room_id: publicRoomId(room),
        event_id: eventId,
        sender: sender?.matrixUserId ?? message.senderAddress ?? sender?.hubUserId ?? "",
        sender_hub_user_id: sender?.hubUserId ?? null,
        sender_display_name: message.senderName,
        body: message.body,
        msg_type: message.msgType,
        created_at: new Date(message.createdAt).toISOString(),
      },
    });
}

/** What a `notification` event says. */
export function notificationData(
  row: typeof notifications.$inferSelect,
  roomId: string | null,
  eventId: string | null,
): Record<string, unknown> {
  return {
    id: row.id,
    source_app: row.sourceApp,
    event_type: row.eventType,
    title: row.title,
    body: row.body,
    priority: row.priority,
    room_id: roomId,
    event_id: eventId,
    click_url: row.clickUrl,
    tags: row.tags,
    created_at: new Date(row.createdAt).toISOString(),
  };
}
