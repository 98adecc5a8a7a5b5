import { findMessageById } from "#db/queries/messenger-deliveries.ts";
import { findFullMessage } from "#db/queries/messenger-history.ts";
import { findRoomOf } from "#db/queries/messenger-rooms.ts";
import { requeueMessage } from "#db/queries/messenger-sending.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { awaitDelivery } from "./await-delivery.ts";
import { requireWriter } from "./require-member.ts";
import type { MessageJson } from "./room-json.ts";
import { toMessageJson } from "./to-message-json.ts";
import { wakeListeners } from "./wake.ts";

/** What the answer waits for the transport at most. */
const WAIT_MS = SECOND;

/**
 * Sends a message of one's own again that failed: the same one, in its place, with its file. One that waits or arrived
 * is answered as it stands, so that asking twice does no harm.
 * @returns it as it stands a second later at most
 * @throws AppError unless a member who writes acts; `not_found` for others' messages, and in a room one has left
 */
export async function retryMessage(ctx: Ctx, id: string): Promise<MessageJson> {
  const member = await requireWriter(ctx);
  const message = findMessageById(ctx.db, id);
  const room = message?.senderId === member.id ? findRoomOf(ctx.db, member, message.roomId) : undefined;
  if (!room) throw notHere();
  if (await requeueMessage(ctx.db, room, id, ctx.now())) wakeListeners();
  await awaitDelivery(ctx, room, id, WAIT_MS);
  const full = findFullMessage(ctx.db, id);
  if (!full) throw notHere();
  // Delivering it may have made the room at the homeserver.
  return toMessageJson(full, findRoomOf(ctx.db, member, room.id) ?? room, member);
}

function notHere(): AppError {
  return new AppError("not_found", "There is no such message of yours.");
}
