import { and, count, eq, sql } from "drizzle-orm";
import { newId } from "#lib/core/ids.ts";
import type { Db } from "../client.ts";
import { transaction } from "../client.ts";
import { prepared } from "../prepared.ts";
import { messengerMemberships, messengerRooms } from "../schema/messenger.ts";
import { insertEvent } from "./messenger-events.ts";
import { queueRoom } from "./messenger-messages.ts";
import { ensureRoom, findMembership, findRoomAt, publicRoomId, type RoomRow } from "./messenger-rooms.ts";
import { countUnread } from "./messenger-unread.ts";
import type { MessengerUser } from "./messenger-users.ts";

/** A group, with who made it and whom they asked in; each hears of it. */
export async function createGroup(
  db: Db,
  group: Pick<RoomRow, "tenantId" | "name" | "topic" | "transport"> & {
    createdBy: string;
    members: readonly string[];
  },
  nowMs: number,
): Promise<RoomRow> {
  return transaction(db, () => {
    const room = ensureRoom(db, { ...group, kind: "group", place: `group:${newId()}` }, nowMs);
    for (const userId of new Set(group.members)) tellOfRoom(db, room, userId, nowMs);
    // Whoever has a client of their own sees it there before anything is said.
    if (room.transport !== "none") queueRoom(db, room, nowMs, nowMs);
    return room;
  });
}

/** The room of two people, made where there is none, however many ask at once. */
export async function openDm(
  db: Db,
  {
    transport,
    people: [one, other],
  }: { transport: RoomRow["transport"]; people: [MessengerUser, MessengerUser] },
  nowMs: number,
): Promise<{ room: RoomRow; isNew: boolean }> {
  const members = [one.id, other.id].sort();
  const place = { tenantId: one.tenantId, transport, place: `dm:${members.join(":")}` };
  return transaction(db, () => {
    const known = findRoomAt(db, place);
    if (known) return { room: known, isNew: false };
    const name = `${one.displayName}, ${other.displayName}`;
    const room = ensureRoom(db, { ...place, kind: "dm", name, createdBy: one.id, members }, nowMs);
    for (const userId of members) tellOfRoom(db, room, userId, nowMs);
    return { room, isNew: true };
  });
}

/**
 * People come into a group; who is in it already stays as they are. What was said before counts as read.
 * @returns "full" when there would be more than `most`, and nobody came
 */
export async function joinGroup(
  db: Db,
  room: Pick<RoomRow, "id">,
  { userIds, most }: { userIds: readonly string[]; most: number },
  nowMs: number,
): Promise<"joined" | "full"> {
  return transaction(db, () => {
    const now = roomNow(db, room.id);
    if (!now) return "joined";
    const coming = [...new Set(userIds)].filter((id) => findMembership(db, now.id, id)?.state !== "joined");
    if (coming.length > 0 && countMembers(db, now.id) + coming.length > most) return "full";
    for (const userId of coming) {
      setMembership(db, now, userId, "joined", nowMs);
      tellOfRoom(db, now, userId, nowMs);
    }
    if (coming.length > 0) tellTransport(db, now, nowMs);
    return "joined";
  });
}

export async function leaveGroup(
  db: Db,
  room: Pick<RoomRow, "id">,
  userId: string,
  nowMs: number,
): Promise<void> {
  transaction(db, () => {
    const now = roomNow(db, room.id);
    if (!now || findMembership(db, now.id, userId)?.state !== "joined") return;
    setMembership(db, now, userId, "left", nowMs);
    tellOfRoom(db, now, userId, nowMs);
    tellTransport(db, now, nowMs);
  });
}

/** Up to `upTo` (seq, at most the room's newest; all of it unless said). Only ever further; their other tabs follow. */
export async function readRoomUpTo(
  db: Db,
  room: Pick<RoomRow, "id">,
  { member, upTo }: { member: Pick<MessengerUser, "id" | "createdAt">; upTo: number | undefined },
  nowMs: number,
): Promise<{ readSeq: number; unread: number; moved: boolean }> {
  return transaction(db, () => {
    const now = roomNow(db, room.id);
    const newest = now?.lastMessageSeq ?? 0;
    const before = findMembership(db, room.id, member.id)?.readSeq ?? 0;
    const readSeq = Math.max(before, Math.min(upTo ?? newest, newest));
    const unread = () =>
      countUnread(db, { roomId: room.id, userId: member.id, readSeq, since: member.createdAt });
    if (!now || readSeq <= before) return { readSeq, unread: unread(), moved: false };
    return { readSeq, unread: setRead(db, now, member, readSeq, nowMs), moved: true };
  });
}

/** Inside the caller's transaction: who spoke has read what was said before. */
export function readBySender(
  db: Db,
  room: RoomRow,
  member: Pick<MessengerUser, "id" | "createdAt">,
  seq: number,
  nowMs: number,
): void {
  const before = findMembership(db, room.id, member.id);
  const hadUnread = (before?.readSeq ?? 0) < room.lastMessageSeq;
  if (hadUnread) setRead(db, room, member, seq, nowMs);
  else storeRead(db).run({ roomId: room.id, userId: member.id, readSeq: seq, nowMs });
}

function setRead(
  db: Db,
  room: RoomRow,
  member: Pick<MessengerUser, "id" | "createdAt">,
  readSeq: number,
  nowMs: number,
): number {
  storeRead(db).run({ roomId: room.id, userId: member.id, readSeq, nowMs });
  const unread = countUnread(db, { roomId: room.id, userId: member.id, readSeq, since: member.createdAt });
  insertEvent(db, {
    tenantId: room.tenantId,
    type: "read",
    userId: member.id,
    roomId: room.id,
    data: { room_id: publicRoomId(room), up_to: readSeq, unread },
    at: nowMs,
  });
  return unread;
}

/** In an open room a row is made for whoever reads there first. */
const storeRead = prepared((db) =>
  db
    .insert(messengerMemberships)
    .values({
      roomId: sql.placeholder("roomId"),
      userId: sql.placeholder("userId"),
      state: "joined",
      readSeq: sql.placeholder("readSeq"),
      createdAt: sql.placeholder("nowMs"),
    })
    .onConflictDoUpdate({
      target: [messengerMemberships.roomId, messengerMemberships.userId],
      set: { readSeq: sql`max(${messengerMemberships.readSeq}, excluded.read_seq)` },
    })
    .prepare(),
);

/** The transport does not know it yet (`deliveredAt`). */
function setMembership(db: Db, room: RoomRow, userId: string, state: "joined" | "left", nowMs: number): void {
  db.insert(messengerMemberships)
    .values({ roomId: room.id, userId, state, readSeq: room.lastMessageSeq, createdAt: nowMs })
    .onConflictDoUpdate({
      target: [messengerMemberships.roomId, messengerMemberships.userId],
      set: { state, deliveredAt: null, ...(state === "joined" ? { readSeq: room.lastMessageSeq } : {}) },
    })
    .run();
}

function tellOfRoom(db: Db, room: RoomRow, userId: string, nowMs: number): void {
  insertEvent(db, {
    tenantId: room.tenantId,
    type: "room",
    userId,
    roomId: room.id,
    data: { room_id: publicRoomId(room) },
    at: nowMs,
  });
}

/** A room that is not there yet is made with everybody in it. */
function tellTransport(db: Db, room: RoomRow, nowMs: number): void {
  if (room.matrixRoomId !== null || room.talkToken !== null) queueRoom(db, room, nowMs, nowMs);
}

function roomNow(db: Db, id: string): RoomRow | undefined {
  return db.select().from(messengerRooms).where(eq(messengerRooms.id, id)).get();
}

function countMembers(db: Db, roomId: string): number {
  const joined = and(eq(messengerMemberships.roomId, roomId), eq(messengerMemberships.state, "joined"));
  const found = db.select({ count: count() }).from(messengerMemberships).where(joined).get();
  return found?.count ?? 0;
}
