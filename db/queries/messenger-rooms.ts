import { and, eq, type SQL, sql } from "drizzle-orm";
import { newId } from "#lib/core/ids.ts";
import type { Db } from "../client.ts";
import { prepared } from "../prepared.ts";
import { messengerMemberships, messengerRooms } from "../schema/messenger.ts";
import type { MessengerUser } from "./messenger-users.ts";

export type RoomRow = typeof messengerRooms.$inferSelect;
export type MembershipRow = typeof messengerMemberships.$inferSelect;

export interface RoomPlace
  extends Pick<RoomRow, "tenantId" | "kind" | "place" | "transport" | "name">,
    Partial<Pick<RoomRow, "topic" | "entityType" | "entityId" | "createdBy">> {
  /** messenger_users.id of who is in it; of rooms that are not open to the whole tenant. */
  members?: readonly string[];
}

const roomQueries = prepared((db) => {
  const value = sql.placeholder;
  const room = (...conditions: SQL[]) =>
    db
      .select()
      .from(messengerRooms)
      .where(and(eq(messengerRooms.tenantId, value("tenantId")), ...conditions))
      .prepare();
  return {
    byPlace: room(eq(messengerRooms.place, value("place")), eq(messengerRooms.transport, value("transport"))),
    byId: room(eq(messengerRooms.id, value("id"))),
    byMatrixId: room(eq(messengerRooms.matrixRoomId, value("id"))),
    membership: db
      .select()
      .from(messengerMemberships)
      .where(
        and(
          eq(messengerMemberships.roomId, value("roomId")),
          eq(messengerMemberships.userId, value("userId")),
        ),
      )
      .prepare(),
  };
});

export function findRoomAt(
  db: Db,
  { tenantId, place, transport }: Pick<RoomRow, "tenantId" | "place" | "transport">,
): RoomRow | undefined {
  return roomQueries(db).byPlace.get({ tenantId, place, transport });
}

/**
 * Inside the caller's transaction: the room at this place, made where there is none. One from the time before there was
 * a transport moves to it, with what was said there; where the service talks to one person each transport has its own.
 */
export function ensureRoom(db: Db, place: RoomPlace, nowMs: number): RoomRow {
  const { members = [], ...row } = place;
  const known = findRoomAt(db, row);
  if (known) return known;
  const before = row.place.startsWith("dm:bot:") ? undefined : findRoomAt(db, { ...row, transport: "none" });
  if (before)
    return db
      .update(messengerRooms)
      .set({ transport: row.transport })
      .where(eq(messengerRooms.id, before.id))
      .returning()
      .get();
  const made = db
    .insert(messengerRooms)
    .values({ id: newId(), ...row, createdAt: nowMs })
    .returning()
    .get();
  for (const userId of new Set(members))
    db.insert(messengerMemberships)
      .values({ roomId: made.id, userId, state: "joined", createdAt: nowMs })
      .run();
  return made;
}

/** By our id, or by the homeserver's; of this tenant alone. */
export function findRoom(db: Db, tenantId: string, id: string): RoomRow | undefined {
  const { byId, byMatrixId } = roomQueries(db);
  return byId.get({ tenantId, id }) ?? byMatrixId.get({ tenantId, id });
}

export function findMembership(db: Db, roomId: string, userId: string): MembershipRow | undefined {
  return roomQueries(db).membership.get({ roomId, userId });
}

/** A room that this member may see: of their tenant, and open or one they are in. */
export function findRoomOf(
  db: Db,
  member: Pick<MessengerUser, "id" | "tenantId">,
  id: string,
): RoomRow | undefined {
  const room = findRoom(db, member.tenantId, id);
  if (!room || isOpenRoom(room)) return room;
  return findMembership(db, room.id, member.id)?.state === "joined" ? room : undefined;
}

/** The id other programs know a room by: the homeserver's, once there is one. */
export function publicRoomId(room: Pick<RoomRow, "id" | "matrixRoomId">): string {
  return room.matrixRoomId ?? room.id;
}

/** Whether everybody of the tenant may read and write there. */
export function isOpenRoom({ kind }: Pick<RoomRow, "kind">): boolean {
  return kind === "general" || kind === "entity_room";
}
