import type { Readable } from "node:stream";
import { noteMember } from "#db/queries/matrix-people.ts";
import type { Outgoing } from "#db/queries/messenger-deliveries.ts";
import { noteMediaAddress } from "#db/queries/messenger-media.ts";
import { findMembership, isOpenRoom } from "#db/queries/messenger-rooms.ts";
import { findMessengerUserById, type MessengerUser } from "#db/queries/messenger-users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { MINUTE } from "#lib/core/clock.ts";
import { AppError, UpstreamError } from "#lib/core/errors.ts";
import { type MatrixMessage, messageContent } from "./matrix/message-content.ts";
import { type Matrix, matrixOf } from "./matrix-of.ts";
import { streamMedia } from "./media/open-media.ts";
import {
  bringIn,
  isThere,
  provisionMatrixRoom,
  type RoomThere,
  settleOpenRoom,
} from "./provision-matrix-room.ts";
import { isOutOfStep, provisionBot, provisionUser } from "./provision-user.ts";
import { isFinal, roomGone, type Transport } from "./transport.ts";

/** After a run; the rest comes with the next one. */
const MOST_SETTLED = 25;

/** Rooms, people and messages at the studio's Matrix homeserver. */
export const matrixTransport: Transport = {
  provision: (ctx, room) => provisionMatrixRoom(ctx, matrixOf(ctx), room),

  async deliver(ctx, room, outgoing) {
    const matrix = matrixOf(ctx);
    if (!isThere(room)) throw roomGone("matrix", notThere());
    const sender = senderOf(ctx, outgoing);
    try {
      await prepareSender(ctx, matrix, room, sender);
      return await send(ctx, matrix, room, outgoing);
    } catch (error) {
      if (!isOutOfStep(error)) throw error;
    }
    await restore(ctx, matrix, room, sender);
    return send(ctx, matrix, room, outgoing);
  },

  async settle(ctx, room) {
    return isThere(room) && settleOpenRoom(ctx, matrixOf(ctx), room, MOST_SETTLED);
  },
};

function senderOf(ctx: Ctx, { message }: Outgoing): MessengerUser | undefined {
  return message.senderId === null ? undefined : findMessengerUserById(ctx.db, message.senderId);
}

/** Into a room that is open to everybody people come with their first word. */
async function prepareSender(
  ctx: Ctx,
  matrix: Matrix,
  room: RoomThere,
  sender: MessengerUser | undefined,
): Promise<void> {
  if (!sender || !isOpenRoom(room)) return;
  if ((findMembership(ctx.db, room.id, sender.id)?.deliveredAt ?? null) !== null) return;
  await bringIn(ctx, matrix, room, sender);
  await noteMember(ctx.db, room.id, { user: sender, state: "joined" }, ctx.now());
}

/** @throws UpstreamError `room-gone` where nobody of ours can get into the room any more */
async function restore(
  ctx: Ctx,
  matrix: Matrix,
  room: RoomThere,
  sender: MessengerUser | undefined,
): Promise<void> {
  await provisionBot(matrix, { again: true });
  try {
    if (!sender) await matrix.client.join(room.matrixRoomId);
    else {
      await provisionUser(ctx, matrix, sender, { again: true });
      await bringIn(ctx, matrix, room, sender);
    }
  } catch (error) {
    throw isFinal(error) ? roomGone("matrix", error) : error;
  }
}

async function send(ctx: Ctx, matrix: Matrix, room: RoomThere, outgoing: Outgoing) {
  const { message } = outgoing;
  const as = senderOf(ctx, outgoing)?.matrixUserId ?? undefined;
  const content = messageContent(await contentOf(ctx, matrix, room, outgoing));
  const isLate = ctx.now() - message.createdAt >= MINUTE;
  const matrixEventId = await matrix.client.sendMessage(room.matrixRoomId, message.id, content, {
    ...(as !== undefined && { as }),
    ...(isLate && { at: message.createdAt }),
  });
  return { matrixEventId };
}

async function contentOf(
  ctx: Ctx,
  matrix: Matrix,
  room: RoomThere,
  { message, notification, media }: Outgoing,
): Promise<MatrixMessage> {
  const { id, body } = message;
  if (notification) {
    const { title, body: text, sourceApp, clickUrl, tags } = notification;
    const mention =
      notification.priority === "urgent" ? mentioned(ctx, room, notification.targetUserId) : null;
    return { id, kind: "notification", title, body: text, sourceApp, clickUrl, tags, mention };
  }
  if (media) {
    const { filename, mimeType, size, width, height } = media;
    const mxc = media.mxc ?? (await upload(ctx, matrix, { message, media }));
    const caption = body === "" || body === filename ? null : body;
    return { id, kind: "file", mxc, filename, mimeType, size, width, height, caption };
  }
  return { id, kind: "text", msgType: textType(message.msgType), body };
}

/** Where one person is told something they alone are rung. */
function mentioned(ctx: Ctx, room: RoomThere, targetUserId: string | null): "room" | readonly string[] {
  if (room.kind !== "dm" || targetUserId === null) return "room";
  const target = findMessengerUserById(ctx.db, targetUserId)?.matrixUserId;
  return target ? [target] : "room";
}

async function upload(
  ctx: Ctx,
  matrix: Matrix,
  { message, media }: { message: Outgoing["message"]; media: NonNullable<Outgoing["media"]> },
): Promise<string> {
  const as =
    message.senderId === null ? undefined : findMessengerUserById(ctx.db, message.senderId)?.matrixUserId;
  const { mimeType: contentType, filename } = media;
  const { size, body } = await streamMedia(ctx, media).catch((error: unknown) => {
    throw error instanceof AppError && error.code === "not_found" ? refused(error.message) : error;
  });
  const bytes = webStream(body);
  const mxc = await matrix.client.uploadMedia({ body: bytes, size, contentType, filename }, as ?? undefined);
  noteMediaAddress(ctx.db, media.id, mxc);
  return mxc;
}

function webStream(source: Readable): ReadableStream<Uint8Array> {
  const chunks = source[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: () => void source.destroy(),
  });
}

function textType(msgType: string): "m.text" | "m.notice" | "m.emote" {
  return msgType === "m.notice" || msgType === "m.emote" ? msgType : "m.text";
}

function notThere(): UpstreamError {
  return refused("The room is not at the homeserver.");
}

function refused(message: string): UpstreamError {
  return new UpstreamError({ service: "matrix", kind: "rejected", retryable: false, message });
}
