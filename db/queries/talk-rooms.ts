import { and, asc, eq, isNotNull, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { transaction } from "../client.ts";
import { connections } from "../schema/connections.ts";
import { messengerMessages, messengerRooms, messengerUsers } from "../schema/messenger.ts";
import type { RoomRow } from "./messenger-rooms.ts";
import type { MessengerUser } from "./messenger-users.ts";

export type TalkRoomRow = RoomRow & { talkToken: string };

/** Rooms that have a conversation, whatever is told in new ones. */
export function listTalkRooms(db: Db, limit: number): TalkRoomRow[] {
  return db
    .select()
    .from(messengerRooms)
    .where(and(eq(messengerRooms.transport, "talk"), isNotNull(messengerRooms.talkToken)))
    .orderBy(asc(messengerRooms.createdAt))
    .limit(limit)
    .all()
    .flatMap((room) => (room.talkToken === null ? [] : [{ ...room, talkToken: room.talkToken }]));
}

/** Tokens that belong to a room of ours already, of those named. */
export function knownTalkTokens(db: Db): Set<string> {
  const rows = db
    .select({ token: messengerRooms.talkToken })
    .from(messengerRooms)
    .where(isNotNull(messengerRooms.talkToken))
    .all();
  return new Set(rows.flatMap(({ token }) => (token === null ? [] : [token])));
}

/** The user id at Nextcloud of one of ours, by messenger_users.id; undefined for who never connected. */
export function cloudUserOf(db: Db, userId: string, ownTenant: string): string | undefined {
  return db
    .select({ name: connections.nextcloudUser })
    .from(messengerUsers)
    .innerJoin(connections, eq(connections.userId, messengerUsers.hubUserId))
    .where(and(eq(messengerUsers.id, userId), eq(messengerUsers.tenantId, ownTenant)))
    .get()?.name;
}

/** One of ours by their user id at Nextcloud. */
export function memberOfCloudUser(
  db: Db,
  nextcloudUser: string,
  tenantId: string,
): MessengerUser | undefined {
  return db
    .select({ user: messengerUsers })
    .from(connections)
    .innerJoin(messengerUsers, eq(messengerUsers.hubUserId, connections.userId))
    .where(and(eq(connections.nextcloudUser, nextcloudUser), eq(messengerUsers.tenantId, tenantId)))
    .get()?.user;
}

/** Inside the caller's transaction: everything up to this message of Talk is known here. */
export function noteTalkRead(db: Db, roomId: string, messageId: number): void {
  db.update(messengerRooms)
    .set({ talkReadId: sql`max(${messengerRooms.talkReadId}, ${messageId})` })
    .where(eq(messengerRooms.id, roomId))
    .run();
}

export function isKnownTalkMessage(db: Db, roomId: string, talkMessageId: number): boolean {
  const known = db
    .select({ id: messengerMessages.id })
    .from(messengerMessages)
    .where(and(eq(messengerMessages.roomId, roomId), eq(messengerMessages.talkMessageId, talkMessageId)))
    .limit(1)
    .get();
  return known !== undefined;
}

/** Ids of messages of a room that still have no id at Talk, the oldest first. */
export function listUnsettledAtTalk(db: Db, roomId: string, limit: number): string[] {
  return db
    .select({ id: messengerMessages.id })
    .from(messengerMessages)
    .where(and(eq(messengerMessages.roomId, roomId), eq(messengerMessages.state, "queued")))
    .orderBy(asc(messengerMessages.seq))
    .limit(limit)
    .all()
    .map(({ id }) => id);
}

/** `work` for one page of a conversation, as one transaction. */
export async function takeTalkPage(db: Db, work: () => void): Promise<void> {
  transaction(db, work);
}
