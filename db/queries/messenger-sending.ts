import { and, eq, isNull, sql } from "drizzle-orm";
import { type Db, transaction } from "../client.ts";
import { prepared } from "../prepared.ts";
import { type messengerMedia, messengerMessages, messengerRooms } from "../schema/messenger.ts";
import { idempotencyKeys } from "../schema/system.ts";
import { tellOfChange } from "./messenger-deliveries.ts";
import { announceMessage } from "./messenger-events.ts";
import { insertMedia } from "./messenger-media.ts";
import { readBySender } from "./messenger-memberships.ts";
import { insertMessage, queueRoom } from "./messenger-messages.ts";
import { findMembership, isOpenRoom, type RoomRow } from "./messenger-rooms.ts";
import type { MessengerUser } from "./messenger-users.ts";

export interface MessageToStore {
  roomId: string;
  sender: Pick<MessengerUser, "id" | "displayName" | "createdAt">;
  body: string;
  msgType: string;
  /** The file it shows, whose bytes lie on disk already. */
  media?: Omit<typeof messengerMedia.$inferInsert, "roomId" | "createdAt" | "kept">;
  /** Sent with the same key and hash before, it is that message. */
  idempotency?: { key: string; requestHash: string } | undefined;
}

export type StoredMessage =
  | { outcome: "stored" | "known"; messageId: string; room: RoomRow }
  /** The key came before, with another message. */
  | { outcome: "mismatch" }
  /** The room is gone, or whoever writes is not in it any more. */
  | { outcome: "no-room" };

/**
 * Inside the caller's transaction: stores a message of a member, with its file and outbox row. In a room without
 * transport browsers are told at once; of other rooms `awaitDelivery`, or the worker, tells them.
 */
export function storeMessage(db: Db, input: MessageToStore, nowMs: number): StoredMessage {
  const room = db.select().from(messengerRooms).where(eq(messengerRooms.id, input.roomId)).get();
  const isIn = room && (isOpenRoom(room) || findMembership(db, room.id, input.sender.id)?.state === "joined");
  if (!isIn) return { outcome: "no-room" };
  const { idempotency, sender, media } = input;
  const known = idempotency && keyQueries(db).find.get({ key: idempotency.key });
  if (known && known.requestHash !== idempotency.requestHash) return { outcome: "mismatch" };
  if (known) return { outcome: "known", messageId: String(known.response), room };
  if (media) insertMedia(db, { ...media, roomId: room.id, kept: true, createdAt: nowMs });
  const message = insertMessage(
    db,
    room,
    {
      senderId: sender.id,
      senderName: sender.displayName,
      body: input.body,
      msgType: input.msgType,
      mediaId: media?.id ?? null,
      createdAt: nowMs,
    },
    { outgoing: true },
  );
  if (idempotency)
    db.insert(idempotencyKeys)
      .values({ ...idempotency, response: message.id, createdAt: nowMs })
      .run();
  readBySender(db, room, sender, message.seq, nowMs);
  if (room.transport === "none") announceMessage(db, message.id, nowMs);
  return { outcome: "stored", messageId: message.id, room };
}

const keyQueries = prepared((db) => ({
  find: db
    .select()
    .from(idempotencyKeys)
    .where(eq(idempotencyKeys.key, sql.placeholder("key")))
    .prepare(),
}));

/** A message that failed waits again, in its place; any other stays as it is. @returns whether it does */
export async function requeueMessage(
  db: Db,
  room: Pick<RoomRow, "id" | "transport">,
  id: string,
  nowMs: number,
): Promise<boolean> {
  return transaction(db, () => {
    const hasFailed = and(
      eq(messengerMessages.id, id),
      eq(messengerMessages.state, "failed"),
      isNull(messengerMessages.removedAt),
    );
    const message = db
      .update(messengerMessages)
      .set({ state: "queued", error: null })
      .where(hasFailed)
      .returning()
      .get();
    if (!message) return false;
    tellOfChange(db, message, { state: "queued" }, nowMs);
    queueRoom(db, room, nowMs, nowMs);
    return true;
  });
}
