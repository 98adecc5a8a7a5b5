import { readRoomUpTo } from "#db/queries/messenger-memberships.ts";
import { publicRoomId } from "#db/queries/messenger-rooms.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireWriter } from "./require-member.ts";
import { requireRoom } from "./require-room.ts";
import { wakeListeners } from "./wake.ts";

/**
 * What was said up to a message is read; only ever further.
 * @param input `up_to` is its seq, the room's newest unless said
 * @throws AppError unless a member who writes acts; `not_found`
 */
export async function readRoom(
  ctx: Ctx,
  roomId: string,
  input: { up_to?: number | undefined } = {},
): Promise<{ room_id: string; up_to: number; unread: number }> {
  const member = await requireWriter(ctx);
  const room = requireRoom(ctx, member, roomId);
  const read = await readRoomUpTo(ctx.db, room, { member, upTo: input.up_to }, ctx.now());
  if (read.moved) wakeListeners();
  return { room_id: publicRoomId(room), up_to: read.readSeq, unread: read.unread };
}
