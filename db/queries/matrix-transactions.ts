import { and, desc, eq, isNotNull, sql } from "drizzle-orm";
import { newId } from "#lib/core/ids.ts";
import type { Db } from "../client.ts";
import { transaction } from "../client.ts";
import { prepared } from "../prepared.ts";
import { messengerMemberships, messengerMessages, messengerRooms } from "../schema/messenger.ts";
import { matrixTransactions, messengerEvents } from "../schema/messenger-events.ts";
import { tellOfChange } from "./messenger-deliveries.ts";
import { announceMessage, insertEvent } from "./messenger-events.ts";
import { insertMedia } from "./messenger-media.ts";
import { insertMessage, type MessageRow } from "./messenger-messages.ts";
import { isOpenRoom, publicRoomId, type RoomRow } from "./messenger-rooms.ts";
import type { MessengerUser } from "./messenger-users.ts";

/**
 * Takes what the homeserver sent, once: `apply` for each event, in their order, and the note that it was taken, in one
 * transaction. One event that cannot be applied is undone alone and handed to `failed`.
 * @returns false for what was taken before
 */
export async function takeOnce<Event>(
  db: Db,
  { key, events, nowMs }: { key: string; events: readonly Event[]; nowMs: number },
  { apply, failed }: { apply(event: Event): void; failed(error: unknown, event: Event): void },
): Promise<boolean> {
  return transaction(db, () => {
    const isNew = db.insert(matrixTransactions).values({ txnId: key, at: nowMs }).onConflictDoNothing().run();
    if (isNew.changes === 0) return false;
    for (const event of events) {
      try {
        db.$client.transaction(() => apply(event))();
      } catch (error) {
        // A full disk ends the whole transaction, not only the savepoint.
        if (!db.$client.inTransaction) throw error;
        failed(error, event);
      }
    }
    return true;
  });
}

/** When the homeserver last sent something. */
export function lastTransactionAt(db: Db): number | null {
  return (
    db
      .select({ at: sql<number | null>`max(${matrixTransactions.at})` })
      .from(matrixTransactions)
      .get()?.at ?? null
  );
}

const incoming = prepared((db) => ({
  room: db
    .select()
    .from(messengerRooms)
    .where(eq(messengerRooms.matrixRoomId, sql.placeholder("id")))
    .prepare(),
  message: db
    .select()
    .from(messengerMessages)
    .where(eq(messengerMessages.matrixEventId, sql.placeholder("id")))
    .prepare(),
  name: db
    .select({ name: messengerMessages.senderName })
    .from(messengerMessages)
    .where(
      and(
        eq(messengerMessages.roomId, sql.placeholder("roomId")),
        eq(messengerMessages.senderAddress, sql.placeholder("address")),
      ),
    )
    .orderBy(desc(messengerMessages.seq))
    .limit(1)
    .prepare(),
}));

export function findRoomAtMatrix(db: Db, matrixRoomId: string): RoomRow | undefined {
  return incoming(db).room.get({ id: matrixRoomId });
}

export function findMessageAtMatrix(db: Db, matrixEventId: string): MessageRow | undefined {
  return incoming(db).message.get({ id: matrixEventId });
}

/** How somebody from outside was called when they last said something there. */
export function lastNameOf(db: Db, roomId: string, address: string): string | undefined {
  return incoming(db).name.get({ roomId, address })?.name;
}

export interface IncomingMessage {
  sender: MessengerUser | null;
  senderAddress: string | null;
  senderName: string;
  body: string;
  msgType: string;
  /** Epoch milliseconds. */
  createdAt: number;
  matrixEventId?: string;
  talkMessageId?: number;
  media?: {
    mxc: string;
    filename: string;
    mimeType: string;
    size: number;
    width: number | null;
    height: number | null;
  } | null;
}

/** Inside the caller's transaction: something that was said over there, stored and told to browsers. */
export function insertIncoming(
  db: Db,
  room: RoomRow,
  { sender, media, ...said }: IncomingMessage,
  nowMs: number,
): MessageRow {
  const kept =
    media &&
    insertMedia(db, {
      id: newId(),
      tenantId: room.tenantId,
      roomId: room.id,
      ...media,
      kept: false,
      createdAt: nowMs,
    });
  const message = insertMessage(
    db,
    room,
    { ...said, senderId: sender?.id ?? null, mediaId: kept?.id ?? null, deliveredAt: nowMs },
    { outgoing: false },
  );
  announceMessage(db, message.id, nowMs);
  return message;
}

/** Inside the caller's transaction. */
export function editMessage(
  db: Db,
  message: MessageRow,
  { body, at }: { body: string; at: number },
  nowMs: number,
): void {
  if (message.removedAt !== null || message.body === body) return;
  db.update(messengerMessages).set({ body, editedAt: at }).where(eq(messengerMessages.id, message.id)).run();
  tellOfChange(db, message, { body, edited_at: new Date(at).toISOString() }, nowMs);
}

/** Inside the caller's transaction: its words are gone, here and in what is told again to whoever comes back. */
export function removeMessage(db: Db, message: MessageRow, nowMs: number): void {
  if (message.removedAt !== null) return;
  db.update(messengerMessages)
    .set({ body: "", removedAt: nowMs })
    .where(eq(messengerMessages.id, message.id))
    .run();
  if (message.eventId !== null)
    db.update(messengerEvents)
      .set({ data: sql`json_set(${messengerEvents.data}, '$.body', '')` })
      .where(
        and(
          eq(messengerEvents.roomId, message.roomId),
          isNotNull(sql`${messengerEvents.data} ->> 'body'`),
          eq(sql`${messengerEvents.data} ->> 'event_id'`, message.eventId),
        ),
      )
      .run();
  tellOfChange(db, message, { body: "", removed: true }, nowMs);
}

/**
 * Inside the caller's transaction: somebody of ours came or went over there. What waits to be told to the homeserver is
 * newer than what it says.
 */
export function setMembershipAtMatrix(
  db: Db,
  room: RoomRow,
  user: MessengerUser,
  state: "joined" | "left",
  nowMs: number,
): void {
  // Who was shut out was taken out by us, and may come back.
  if (!user.active) return;
  const at = and(eq(messengerMemberships.roomId, room.id), eq(messengerMemberships.userId, user.id));
  const known = db.select().from(messengerMemberships).where(at).get();
  if (isOpenRoom(room) || room.kind === "dm") {
    // They belong there all the same, and are brought in again with the next word.
    if (state === "left") db.update(messengerMemberships).set({ deliveredAt: null }).where(at).run();
    return;
  }
  if (known?.state === state || (known && known.deliveredAt === null) || user.tenantId !== room.tenantId)
    return;
  db.insert(messengerMemberships)
    .values({
      roomId: room.id,
      userId: user.id,
      state,
      deliveredAt: nowMs,
      readSeq: room.lastMessageSeq,
      createdAt: nowMs,
    })
    .onConflictDoUpdate({
      target: [messengerMemberships.roomId, messengerMemberships.userId],
      set: { state, deliveredAt: nowMs },
    })
    .run();
  tellOfRoom(db, room, user.id, nowMs);
}

/** Inside the caller's transaction: it is called so now. */
export function renameRoom(
  db: Db,
  room: RoomRow,
  change: { name: string } | { topic: string },
  nowMs: number,
): void {
  const isSame = "name" in change ? change.name === room.name : change.topic === room.topic;
  if (isSame) return;
  db.update(messengerRooms).set(change).where(eq(messengerRooms.id, room.id)).run();
  tellOfRoom(db, room, null, nowMs);
}

function tellOfRoom(db: Db, room: RoomRow, userId: string | null, nowMs: number): void {
  insertEvent(db, {
    tenantId: room.tenantId,
    type: "room",
    userId,
    roomId: room.id,
    data: { room_id: publicRoomId(room) },
    at: nowMs,
  });
}
