import {
  listMembers,
  listPendingMembers,
  noteMember,
  type PendingMember,
} from "#db/queries/matrix-people.ts";
import { noteRoomThere } from "#db/queries/messenger-deliveries.ts";
import { isOpenRoom, type RoomRow } from "#db/queries/messenger-rooms.ts";
import { findMessengerUserById, type MessengerUser } from "#db/queries/messenger-users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { log } from "#lib/core/log.ts";
import { roomLocalpart } from "./matrix/matrix-names.ts";
import type { Matrix } from "./matrix-of.ts";
import { isOutOfStep, provisionBot, provisionUser } from "./provision-user.ts";
import { isFinal, roomGone } from "./transport.ts";

/** A group has at most as many people; a closed room waits for all of them before anything is said in it. */
const MOST_MEMBERS = 1000;

export type RoomThere = RoomRow & { matrixRoomId: string };

/** Whether the service itself is in the room: everywhere but where two people talk. */
export function hasBot(room: Pick<RoomRow, "kind" | "place">): boolean {
  return room.kind !== "dm" || room.place.startsWith("dm:bot:");
}

/** The room at the homeserver, with everybody a closed room is for. @throws UpstreamError */
export async function provisionMatrixRoom(ctx: Ctx, matrix: Matrix, room: RoomRow): Promise<RoomThere> {
  await provisionBot(matrix);
  const there = isThere(room) ? room : await make(ctx, matrix, room);
  if (!isOpenRoom(there))
    for (const member of listPendingMembers(ctx.db, there, MOST_MEMBERS))
      await settle(ctx, matrix, there, member);
  return there;
}

/** People who belong into an open room and are not there yet, `limit` of them. @returns whether there are more */
export async function settleOpenRoom(
  ctx: Ctx,
  matrix: Matrix,
  room: RoomThere,
  limit: number,
): Promise<boolean> {
  if (!isOpenRoom(room)) return false;
  const pending = listPendingMembers(ctx.db, room, limit + 1);
  for (const member of pending.slice(0, limit)) await settle(ctx, matrix, room, member);
  return pending.length > limit;
}

/** Somebody of ours into a room, as the service or, of two people, the other asks them in. @throws UpstreamError */
export async function bringIn(ctx: Ctx, matrix: Matrix, room: RoomThere, user: MessengerUser): Promise<void> {
  const { client, botId } = matrix;
  const { matrixRoomId } = room;
  const { matrixUserId } = await provisionUser(ctx, matrix, user);
  const inviter = hasBot(room) ? botId : otherOf(ctx, room, user)?.matrixUserId;
  try {
    // Of two people each is there from the beginning.
    if (hasBot(room)) await client.invite(matrixRoomId, matrixUserId, botId);
    await client.join(matrixRoomId, matrixUserId);
  } catch (error) {
    if (!isOutOfStep(error) || !inviter) throw error;
    await provisionUser(ctx, matrix, user, { again: true });
    await client.invite(matrixRoomId, matrixUserId, inviter);
    await client.join(matrixRoomId, matrixUserId);
  }
}

export function isThere(room: RoomRow): room is RoomThere {
  return room.matrixRoomId !== null;
}

async function make(ctx: Ctx, matrix: Matrix, room: RoomRow): Promise<RoomThere> {
  const roomId = await makeThere(ctx, matrix, room).catch(async (error: unknown) => {
    if (!isOutOfStep(error)) throw error;
    await provisionBot(matrix, { again: true });
    return makeThere(ctx, matrix, room, { again: true });
  });
  return {
    ...(await noteRoomThere(ctx.db, room.id, { matrixRoomId: roomId }, ctx.now())),
    matrixRoomId: roomId,
  };
}

async function makeThere(
  ctx: Ctx,
  matrix: Matrix,
  room: RoomRow,
  options: { again?: boolean } = {},
): Promise<string> {
  const people: MessengerUser[] = [];
  if (!isOpenRoom(room))
    for (const user of listMembers(ctx.db, room.id, MOST_MEMBERS))
      if (user.active) people.push(await provisionUser(ctx, matrix, user, options));
  const host = hostOf(ctx, matrix, room);
  const isDirect = room.kind === "dm";
  const { roomId } = await matrix.client.ensureAliasedRoom(
    {
      aliasLocalpart: roomLocalpart(room.tenantId, room.place, matrix.serverName),
      name: room.name,
      ...(room.topic && { topic: room.topic }),
      ...(isDirect && { isDirect, preset: "trusted_private_chat" as const }),
      invite: people.flatMap(({ matrixUserId: id }) => (id === null || id === host ? [] : [id])),
    },
    host,
  );
  return roomId;
}

/** Who makes the room. */
function hostOf(ctx: Ctx, { botId }: Matrix, room: RoomRow): string {
  if (hasBot(room)) return botId;
  const creator = room.createdBy === null ? undefined : findMessengerUserById(ctx.db, room.createdBy);
  const [first] = listMembers(ctx.db, room.id, 1);
  return creator?.matrixUserId ?? first?.matrixUserId ?? botId;
}

/** The other one of two people. */
function otherOf(ctx: Ctx, room: RoomRow, { id }: MessengerUser): MessengerUser | undefined {
  return listMembers(ctx.db, room.id, 2).find((other) => other.id !== id);
}

/**
 * One person whom the homeserver refuses keeps nobody else out; where two talk nothing is said to one alone.
 * @throws UpstreamError `room-gone` where one of two cannot be brought in
 */
async function settle(ctx: Ctx, matrix: Matrix, room: RoomThere, member: PendingMember): Promise<void> {
  const { user, state } = member;
  try {
    if (state === "joined") {
      await bringIn(ctx, matrix, room, user);
      if (room.kind === "dm") await enterDirect(ctx, matrix, room, user);
    } else if (user.matrixUserId !== null && user.provisionedAt !== null) {
      await matrix.client.leave(room.matrixRoomId, user.matrixUserId);
    }
  } catch (error) {
    if (!isFinal(error)) throw error;
    if (room.kind === "dm") throw roomGone("matrix", error);
    log().warn({ err: error, room: room.id, user: user.id }, "somebody could not be brought into a room");
  }
  await noteMember(ctx.db, room.id, member, ctx.now());
}

/** `m.direct` of both sides, where clients look for people. */
async function enterDirect(ctx: Ctx, matrix: Matrix, room: RoomThere, user: MessengerUser): Promise<void> {
  try {
    await listDirect(ctx, matrix, room, user);
  } catch (error) {
    // Where it is not listed it is said all the same.
    if (!isFinal(error)) throw error;
    log().warn({ err: error, room: room.id, user: user.id }, "a direct room could not be listed as one");
  }
}

async function listDirect(ctx: Ctx, matrix: Matrix, room: RoomThere, user: MessengerUser): Promise<void> {
  const { client, botId } = matrix;
  const own = (await provisionUser(ctx, matrix, user)).matrixUserId;
  if (hasBot(room)) {
    await client.addDirectRoom(own, botId, room.matrixRoomId);
    await client.addDirectRoom(botId, own, room.matrixRoomId);
    return;
  }
  const other = otherOf(ctx, room, user)?.matrixUserId;
  if (other) await client.addDirectRoom(own, other, room.matrixRoomId);
}
