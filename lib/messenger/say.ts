import { createHash } from "node:crypto";
import { commitTogether } from "#db/commit-together.ts";
import { findFullMessage } from "#db/queries/messenger-history.ts";
import { findRoom } from "#db/queries/messenger-rooms.ts";
import { type MessageToStore, storeMessage } from "#db/queries/messenger-sending.ts";
import type { MessengerUser } from "#db/queries/messenger-users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { awaitDelivery } from "./await-delivery.ts";
import type { MessageJson } from "./room-json.ts";
import { toMessageJson } from "./to-message-json.ts";
import { wakeListeners } from "./wake.ts";

/** What the answer waits for the transport at most. */
const WAIT_MS = SECOND;

/** What somebody may say, with what a resend of it is known by. */
export interface Said extends Omit<MessageToStore, "sender" | "idempotency"> {
  idempotencyKey?: string | undefined;
  /** What makes it the same message beside room, body and type: of a file its name and bytes. */
  fingerprint?: readonly (string | number)[];
}

/**
 * Stores a message of somebody who may write in its room, and waits a second at most for the room's transport.
 * @returns the message; `isNew` is false for one that was sent before under the same key
 * @throws AppError `not_found` for whoever left meanwhile, `idempotency_mismatch`
 */
export async function say(
  ctx: Ctx,
  member: MessengerUser,
  { idempotencyKey, fingerprint = [], ...said }: Said,
): Promise<{ message: MessageJson; isNew: boolean }> {
  const { roomId, body, msgType } = said;
  const idempotency =
    idempotencyKey === undefined
      ? undefined
      : {
          key: `message:${member.id}:${idempotencyKey}`,
          requestHash: sha256(JSON.stringify([roomId, body, msgType, ...fingerprint])),
        };
  const nowMs = ctx.now();
  const stored = await commitTogether(ctx.db, () =>
    storeMessage(ctx.db, { ...said, sender: member, idempotency }, nowMs),
  );
  if (stored.outcome === "no-room") throw new AppError("not_found", "There is no such room.");
  if (stored.outcome === "mismatch")
    throw new AppError("idempotency_mismatch", "This Idempotency-Key was used for another message already.");
  const { outcome, messageId, room } = stored;
  if (outcome === "stored" && room.transport === "none") wakeListeners();
  if (outcome === "stored" && room.transport !== "none") await awaitDelivery(ctx, room, messageId, WAIT_MS);
  const full = findFullMessage(ctx.db, messageId);
  if (!full) throw new AppError("not_found", "This message is not here any more.");
  // Delivering it may have made the room at the homeserver.
  const asItIs = findRoom(ctx.db, member.tenantId, room.id) ?? room;
  return { message: toMessageJson(full, asItIs, member), isNew: outcome === "stored" };
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
