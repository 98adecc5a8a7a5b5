import type { Ctx } from "#lib/auth/context.ts";
import { requireWriter } from "./require-member.ts";
import { requireRoom } from "./require-room.ts";
import type { MessageJson } from "./room-json.ts";
import { say } from "./say.ts";

export interface MessageToSend {
  roomId: string;
  body: string;
  /** `m.text` unless said. */
  msgType?: "m.text" | "m.notice" | "m.emote" | undefined;
  /** Sent twice with the same one, it is one message. */
  idempotencyKey?: string | undefined;
}

/**
 * Says something in a room: stored, then on its way; the answer waits a second at most.
 * @throws AppError unless a member who writes acts; `not_found`, `idempotency_mismatch`
 */
export async function sendMessage(ctx: Ctx, input: MessageToSend): Promise<MessageJson> {
  const member = await requireWriter(ctx);
  const room = requireRoom(ctx, member, input.roomId);
  const { body, msgType = "m.text", idempotencyKey } = input;
  const { message } = await say(ctx, member, { roomId: room.id, body, msgType, idempotencyKey });
  return message;
}
