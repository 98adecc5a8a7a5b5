import { and, asc, eq, isNotNull, isNull, ne, or, sql } from "drizzle-orm";
import type { Db } from "../client.ts";
import { transaction } from "../client.ts";
import { prepared } from "../prepared.ts";
import { messengerMemberships, messengerRooms, messengerUsers } from "../schema/messenger.ts";
import { queueRoom } from "./messenger-messages.ts";
import { isOpenRoom, type RoomRow } from "./messenger-rooms.ts";
import type { MessengerUser } from "./messenger-users.ts";

/** Active people whom the homeserver does not know yet, or by another name. */
export function listToProvision(db: Db, limit: number): MessengerUser[] {
  return db
    .select()
    .from(messengerUsers)
    .where(
      and(
        eq(messengerUsers.active, true),
        or(
          isNull(messengerUsers.provisionedAt),
          ne(messengerUsers.provisionedName, messengerUsers.displayName),
        ),
      ),
    )
    .orderBy(asc(messengerUsers.createdAt))
    .limit(limit)
    .all();
}

/** The homeserver knows them now; their tenant's general room takes them in. @returns them as they are then */
export async function noteProvisioned(
  db: Db,
  userId: string,
  { matrixUserId, name }: { matrixUserId: string; name: string },
  nowMs: number,
): Promise<MessengerUser> {
  return transaction(db, () => {
    const before = db.select().from(messengerUsers).where(eq(messengerUsers.id, userId)).get();
    const user = db
      .update(messengerUsers)
      .set({
        matrixUserId: sql`coalesce(${messengerUsers.matrixUserId}, ${matrixUserId})`,
        provisionedAt: sql`coalesce(${messengerUsers.provisionedAt}, ${nowMs})`,
        provisionedName: name,
      })
      .where(eq(messengerUsers.id, userId))
      .returning()
      .get();
    if (before?.provisionedAt === null) queueGeneralRoom(db, user, nowMs);
    return user;
  });
}

/** One that is not at the homeserver yet takes them in when it is made. */
function queueGeneralRoom(db: Db, { tenantId }: MessengerUser, nowMs: number): void {
  const room = db
    .select()
    .from(messengerRooms)
    .where(
      and(
        eq(messengerRooms.tenantId, tenantId),
        eq(messengerRooms.place, "general"),
        eq(messengerRooms.transport, "matrix"),
      ),
    )
    .get();
  if (room?.matrixRoomId) queueRoom(db, room, nowMs, nowMs);
}

/** Rooms at the homeserver that people who were shut out are still in. */
export function listToTakeOut(
  db: Db,
  limit: number,
): { roomId: string; matrixRoomId: string; userId: string; matrixUserId: string }[] {
  return db
    .select({
      roomId: messengerRooms.id,
      matrixRoomId: messengerRooms.matrixRoomId,
      userId: messengerUsers.id,
      matrixUserId: messengerUsers.matrixUserId,
    })
    .from(messengerUsers)
    .innerJoin(messengerMemberships, eq(messengerMemberships.userId, messengerUsers.id))
    .innerJoin(messengerRooms, eq(messengerRooms.id, messengerMemberships.roomId))
    .where(
      and(
        eq(messengerUsers.active, false),
        eq(messengerMemberships.state, "joined"),
        isNotNull(messengerMemberships.deliveredAt),
        isNotNull(messengerRooms.matrixRoomId),
        isNotNull(messengerUsers.matrixUserId),
      ),
    )
    .limit(limit)
    .all()
    .flatMap(({ matrixRoomId, matrixUserId, ...ids }) =>
      matrixRoomId === null || matrixUserId === null ? [] : [{ ...ids, matrixRoomId, matrixUserId }],
    );
}

/** Of what was listed so: they are out, and come in again when they are let in again. */
export async function noteTakenOut(db: Db, roomId: string, userId: string): Promise<void> {
  db.update(messengerMemberships)
    .set({ deliveredAt: null })
    .where(and(eq(messengerMemberships.roomId, roomId), eq(messengerMemberships.userId, userId)))
    .run();
}

const byMatrixId = prepared((db) =>
  db
    .select()
    .from(messengerUsers)
    .where(eq(messengerUsers.matrixUserId, sql.placeholder("id")))
    .prepare(),
);

export function findUserByMatrixId(db: Db, matrixUserId: string): MessengerUser | undefined {
  return byMatrixId(db).get({ id: matrixUserId });
}

export interface PendingMember {
  user: MessengerUser;
  state: "joined" | "left";
}

/**
 * Whom the transport does not know in (or out of) a room yet. Everybody belongs into the general room; into entity
 * rooms those who use a client of their own, everybody else comes with their first word there.
 */
export function listPendingMembers(db: Db, room: RoomRow, limit: number): PendingMember[] {
  if (!isOpenRoom(room))
    return db
      .select({ user: messengerUsers, state: messengerMemberships.state })
      .from(messengerMemberships)
      .innerJoin(messengerUsers, eq(messengerUsers.id, messengerMemberships.userId))
      .where(
        and(
          eq(messengerMemberships.roomId, room.id),
          isNull(messengerMemberships.deliveredAt),
          or(eq(messengerUsers.active, true), eq(messengerMemberships.state, "left")),
        ),
      )
      .limit(limit)
      .all();
  const users = db
    .select({ user: messengerUsers })
    .from(messengerUsers)
    .leftJoin(
      messengerMemberships,
      and(eq(messengerMemberships.userId, messengerUsers.id), eq(messengerMemberships.roomId, room.id)),
    )
    .where(
      and(
        eq(messengerUsers.tenantId, room.tenantId),
        eq(messengerUsers.active, true),
        isNull(messengerMemberships.deliveredAt),
        room.kind === "general" ? undefined : eq(messengerUsers.externalClientEnabled, true),
      ),
    )
    .limit(limit)
    .all();
  return users.map(({ user }) => ({ user, state: "joined" }));
}

export function listMembers(db: Db, roomId: string, limit: number): MessengerUser[] {
  return db
    .select({ user: messengerUsers })
    .from(messengerMemberships)
    .innerJoin(messengerUsers, eq(messengerUsers.id, messengerMemberships.userId))
    .where(and(eq(messengerMemberships.roomId, roomId), eq(messengerMemberships.state, "joined")))
    .limit(limit)
    .all()
    .map(({ user }) => user);
}

/** The transport knows it. What changed here meanwhile is still to be told to it. */
export async function noteMember(
  db: Db,
  roomId: string,
  { user, state }: PendingMember,
  nowMs: number,
): Promise<void> {
  db.insert(messengerMemberships)
    .values({ roomId, userId: user.id, state, deliveredAt: nowMs, createdAt: nowMs })
    .onConflictDoUpdate({
      target: [messengerMemberships.roomId, messengerMemberships.userId],
      set: { deliveredAt: nowMs },
      setWhere: eq(messengerMemberships.state, state),
    })
    .run();
}

/** The room is no longer at its transport: it, and everybody in it, is to be made there again. */
export async function forgetRoomThere(db: Db, roomId: string): Promise<RoomRow> {
  return transaction(db, () => {
    db.update(messengerMemberships)
      .set({ deliveredAt: null })
      .where(eq(messengerMemberships.roomId, roomId))
      .run();
    return db
      .update(messengerRooms)
      .set({ matrixRoomId: null, talkToken: null, talkReadId: 0 })
      .where(eq(messengerRooms.id, roomId))
      .returning()
      .get();
  });
}
