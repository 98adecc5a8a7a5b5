import { and, asc, eq, isNull, lte, or, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { transaction } from "../client.ts";
import { prepared } from "../prepared.ts";
import { messengerMedia, messengerMessages, messengerRooms, notifications } from "../schema/messenger.ts";
import { announceMessage, insertEvent } from "./messenger-events.ts";
import type { MessageRow } from "./messenger-messages.ts";
import { publicRoomId, type RoomRow } from "./messenger-rooms.ts";

/** Something to be said in a room, with what belongs to it. */
export interface Outgoing {
  message: MessageRow;
  notification: typeof notifications.$inferSelect | null;
  media: typeof messengerMedia.$inferSelect | null;
}

/** What a transport knows a message by. */
export interface Delivered {
  matrixEventId?: string;
  talkMessageId?: number;
}

/** What waits in `roomId`, now or for later. */
export const isQueued = and(
  eq(messengerMessages.roomId, sql.placeholder("roomId")),
  eq(messengerMessages.state, "queued"),
);
/** … and may go out at `nowMs`. */
export const mayGoOut = or(
  isNull(notifications.notBefore),
  lte(notifications.notBefore, sql.placeholder("nowMs")),
);

const deliveryQueries = prepared((db) => {
  const value = sql.placeholder;
  return {
    room: db
      .select()
      .from(messengerRooms)
      .where(eq(messengerRooms.id, value("id")))
      .prepare(),
    next: db
      .select({ message: messengerMessages, notification: notifications, media: messengerMedia })
      .from(messengerMessages)
      .leftJoin(notifications, eq(notifications.id, messengerMessages.notificationId))
      .leftJoin(messengerMedia, eq(messengerMedia.id, messengerMessages.mediaId))
      .where(and(isQueued, mayGoOut))
      .orderBy(asc(messengerMessages.seq))
      .limit(1)
      .prepare(),
    message: db
      .select()
      .from(messengerMessages)
      .where(eq(messengerMessages.id, value("id")))
      .prepare(),
    state: db
      .select({
        state: messengerMessages.state,
        eventId: messengerMessages.eventId,
        notBefore: notifications.notBefore,
      })
      .from(messengerMessages)
      .leftJoin(notifications, eq(notifications.id, messengerMessages.notificationId))
      .where(eq(messengerMessages.id, value("id")))
      .prepare(),
    noteMessage: db
      .update(messengerMessages)
      .set({
        state: sql`${value("state")}`,
        error: sql`${value("error")}`,
        matrixEventId: sql`coalesce(${messengerMessages.matrixEventId}, ${value("matrixEventId")})`,
        talkMessageId: sql`coalesce(${messengerMessages.talkMessageId}, ${value("talkMessageId")})`,
        deliveredAt: sql`${value("deliveredAt")}`,
      })
      .where(and(eq(messengerMessages.id, value("id")), sql`${messengerMessages.state} <> 'sent'`))
      .returning()
      .prepare(),
    noteNotification: db
      .update(notifications)
      .set({
        status: sql`${value("state")}`,
        error: sql`${value("error")}`,
        deliveredAt: sql`${value("deliveredAt")}`,
      })
      .where(eq(notifications.id, value("id")))
      .prepare(),
  };
});

/** Of any tenant: for who delivers. */
export function findRoomById(db: Db, id: string): RoomRow | undefined {
  return deliveryQueries(db).room.get({ id });
}

export function findMessageById(db: Db, id: string): MessageRow | undefined {
  return deliveryQueries(db).message.get({ id });
}

/** The oldest message of a room that waits and may go out now; what has to wait longer is passed. */
export function nextOutgoing(db: Db, roomId: string, nowMs: number): Outgoing | undefined {
  return deliveryQueries(db).next.get({ roomId, nowMs });
}

/** How one message stands: for who waits for it. */
export function messageProgress(
  db: Db,
  id: string,
): { state: MessageRow["state"]; eventId: string | null; notBefore: number | null } | undefined {
  return deliveryQueries(db).state.get({ id });
}

/** Inside the caller's transaction: a transport has it, and browsers know. What was sent stays sent. */
export function noteSent(db: Db, messageId: string, delivered: Delivered, nowMs: number): void {
  noteEnd(db, messageId, { state: "sent", error: null, deliveredAt: nowMs, ...delivered }, nowMs);
}

/** Inside the caller's transaction: no transport will ever have it. `error` is a sentence for people. */
export function noteFailed(
  db: Db,
  messageId: string,
  error: string,
  nowMs: number,
  options = { announce: true },
): void {
  noteEnd(db, messageId, { state: "failed", error, deliveredAt: null }, nowMs, options);
}

function noteEnd(
  db: Db,
  id: string,
  end: Delivered & { state: "sent" | "failed"; error: string | null; deliveredAt: number | null },
  nowMs: number,
  { announce } = { announce: true },
): void {
  const { noteMessage, noteNotification } = deliveryQueries(db);
  const message = noteMessage.get({ id, matrixEventId: null, talkMessageId: null, ...end });
  if (!message) return;
  const { state, error, deliveredAt } = end;
  if (message.notificationId !== null)
    noteNotification.run({ id: message.notificationId, state, error, deliveredAt });
  if (message.eventId === null) {
    if (announce) announceMessage(db, id, nowMs);
    return;
  }
  tellOfChange(db, message, { state }, nowMs);
}

/** Inside the caller's transaction: browsers that know the message hear what changed. */
export function tellOfChange(
  db: Db,
  message: MessageRow,
  change: Record<string, unknown>,
  nowMs: number,
): void {
  const room = findRoomById(db, message.roomId);
  if (!room || message.eventId === null) return;
  insertEvent(db, {
    tenantId: room.tenantId,
    type: "message_changed",
    roomId: room.id,
    data: { room_id: publicRoomId(room), event_id: message.eventId, ...change },
    at: nowMs,
  });
}

/** The room is at its transport now, and browsers ask for its id anew. @returns it as it is then */
export async function noteRoomThere(
  db: Db,
  roomId: string,
  there: { matrixRoomId: string } | { talkToken: string; talkReadId?: number },
  nowMs: number,
): Promise<RoomRow> {
  return transaction(db, () => {
    const room = db.update(messengerRooms).set(there).where(eq(messengerRooms.id, roomId)).returning().get();
    tellOfRoomThere(db, room, nowMs);
    return room;
  });
}

function tellOfRoomThere(db: Db, room: RoomRow, nowMs: number): void {
  insertEvent(db, {
    tenantId: room.tenantId,
    type: "room",
    roomId: room.id,
    data: { room_id: publicRoomId(room) },
    at: nowMs,
  });
}
