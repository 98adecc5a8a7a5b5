import { and, eq, isNull, sql } from "drizzle-orm";
import { newId } from "#lib/core/ids.ts";
import type { Db } from "../client.ts";
import { prepared } from "../prepared.ts";
import { messengerMessages, messengerRooms } from "../schema/messenger.ts";
import { outbox } from "../schema/system.ts";
import type { RoomRow } from "./messenger-rooms.ts";
import { enqueue } from "./outbox.ts";

export type MessageRow = typeof messengerMessages.$inferSelect;
type NewMessage = Omit<typeof messengerMessages.$inferInsert, "seq" | "id" | "roomId" | "state">;

/**
 * Inside the caller's transaction: the newest message of a room. `outgoing` is one of ours: it goes out through the
 * outbox where the room has a transport (not before `notBeforeMs`); all others are as they came. One that shows a file has
 * the file's id, so that each is found by the other.
 */
export function insertMessage(
  db: Db,
  room: Pick<RoomRow, "id" | "transport">,
  message: NewMessage,
  options: { outgoing: boolean; notBeforeMs?: number },
): MessageRow {
  const isQueued = options.outgoing && room.transport !== "none";
  const id = message.mediaId ?? newId();
  const state = isQueued ? "queued" : "sent";
  const stored = insertion(db).message.get({ ...EMPTY, ...message, id, roomId: room.id, state });
  insertion(db).newest.run({ roomId: room.id, seq: stored.seq });
  if (isQueued) queueRoom(db, room, options.notBeforeMs ?? message.createdAt, message.createdAt);
  return stored;
}

const EMPTY = {
  senderId: null,
  senderAddress: null,
  mediaId: null,
  notificationId: null,
  error: null,
  matrixEventId: null,
  talkMessageId: null,
  eventId: null,
  deliveredAt: null,
  editedAt: null,
  removedAt: null,
} satisfies Partial<MessageRow>;

const insertion = prepared((db) => {
  const value = sql.placeholder;
  return {
    message: db
      .insert(messengerMessages)
      .values({
        id: value("id"),
        roomId: value("roomId"),
        senderId: value("senderId"),
        senderAddress: value("senderAddress"),
        senderName: value("senderName"),
        body: value("body"),
        msgType: value("msgType"),
        mediaId: value("mediaId"),
        notificationId: value("notificationId"),
        state: value("state"),
        error: value("error"),
        matrixEventId: value("matrixEventId"),
        talkMessageId: value("talkMessageId"),
        eventId: value("eventId"),
        createdAt: value("createdAt"),
        deliveredAt: value("deliveredAt"),
        editedAt: value("editedAt"),
        removedAt: value("removedAt"),
      })
      .returning()
      .prepare(),
    newest: db
      .update(messengerRooms)
      .set({ lastMessageSeq: sql`${value("seq")}` })
      .where(eq(messengerRooms.id, value("roomId")))
      .prepare(),
  };
});

/**
 * Inside the caller's transaction: what waits in the room goes out as soon as may be. Something for later holds up
 * nothing that waits already; `exactly` is for who knows all that waits.
 */
export function queueRoom(
  db: Db,
  room: Pick<RoomRow, "id" | "transport">,
  dueAt: number,
  nowMs: number,
  options: { exactly?: boolean } = {},
): void {
  const id = `messenger:${room.id}`;
  const isLater = dueAt > nowMs && !options.exactly;
  const earlier = isLater ? firstDue(db).get({ id })?.at : undefined;
  enqueue(db, {
    id,
    kind: "messenger",
    appointmentId: null,
    payload: { room: room.id, to: room.transport },
    nextAttemptAt: earlier === undefined ? dueAt : Math.min(earlier, dueAt),
    createdAt: nowMs,
  });
}

const firstDue = prepared((db) =>
  db
    .select({ at: outbox.nextAttemptAt })
    .from(outbox)
    .where(and(eq(outbox.id, sql.placeholder("id")), isNull(outbox.deadAt)))
    .prepare(),
);
