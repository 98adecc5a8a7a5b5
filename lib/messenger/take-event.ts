import { findUserByMatrixId } from "#db/queries/matrix-people.ts";
import {
  editMessage,
  findMessageAtMatrix,
  findRoomAtMatrix,
  insertIncoming,
  removeMessage,
  renameRoom,
  setMembershipAtMatrix,
} from "#db/queries/matrix-transactions.ts";
import { findMessageById, noteSent } from "#db/queries/messenger-deliveries.ts";
import type { MessageRow } from "#db/queries/messenger-messages.ts";
import type { RoomRow } from "#db/queries/messenger-rooms.ts";
import type { MessengerUser } from "#db/queries/messenger-users.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { DAY } from "#lib/core/clock.ts";
import type { RoomEvent } from "./matrix/read-event.ts";
import { matrixOf } from "./matrix-of.ts";

type Said = Exclude<RoomEvent, { kind: "ignored" }>;
type Message = Extract<RoomEvent, { kind: "message" }>;

const LONGEST_NAME = 200;
const LONGEST_ROOM_NAME = 255;
const LONGEST_TOPIC = 1000;
/** Homeservers' clocks differ from ours; one that differs more is not believed. */
const BELIEVED_MS = DAY;

/**
 * Inside a transaction: one event of a room of ours. Rooms nobody here knows are none of ours.
 * @param names of people from outside, by Matrix user id
 */
export function takeEvent(ctx: Ctx, event: Said, names: ReadonlyMap<string, string>): void {
  const { db } = ctx;
  const nowMs = ctx.now();
  const room = findRoomAtMatrix(db, event.roomId);
  if (!room) return;
  switch (event.kind) {
    case "message":
      takeMessage(ctx, room, event, names);
      return;
    case "edit": {
      const target = messageIn(ctx, room, event.target);
      if (target && isTheirs(ctx, target, event.sender))
        editMessage(db, target, { body: event.body, at: believed(event.at, nowMs) }, nowMs);
      return;
    }
    case "redaction": {
      // Whether they may the homeserver has judged.
      const target = messageIn(ctx, room, event.target);
      if (target) removeMessage(db, target, nowMs);
      return;
    }
    case "membership": {
      const user = findUserByMatrixId(db, event.userId);
      const state = event.membership === "join" ? "joined" : "left";
      if (user && event.membership !== "invite" && event.membership !== "knock")
        setMembershipAtMatrix(db, room, user, state, nowMs);
      return;
    }
    case "name":
      if (room.kind !== "dm" && event.name.trim() !== "")
        renameRoom(db, room, { name: event.name.trim().slice(0, LONGEST_ROOM_NAME) }, nowMs);
      return;
    case "topic":
      if (room.kind !== "dm") renameRoom(db, room, { topic: event.topic.slice(0, LONGEST_TOPIC) }, nowMs);
  }
}

function takeMessage(ctx: Ctx, room: RoomRow, event: Message, names: ReadonlyMap<string, string>): void {
  const { db } = ctx;
  const nowMs = ctx.now();
  if (findMessageAtMatrix(db, event.eventId)) return;
  const sender = findUserByMatrixId(db, event.sender) ?? null;
  const isBot = event.sender === matrixOf(ctx).botId;
  const own = isBot || sender ? ownMessage(ctx, room, event, sender) : undefined;
  // Said twice over there (a homeserver that forgot the first), it is one message here.
  if (own) {
    if (own.matrixEventId === null) noteSent(db, own.id, { matrixEventId: event.eventId }, nowMs);
    return;
  }
  const name = sender?.displayName ?? names.get(event.sender) ?? localpartOf(event.sender);
  insertIncoming(
    db,
    room,
    {
      sender,
      senderAddress: sender ? null : event.sender,
      senderName: name.slice(0, LONGEST_NAME),
      body: event.body,
      msgType: event.msgType,
      matrixEventId: event.eventId,
      createdAt: believed(event.at, nowMs),
      media: event.media,
    },
    nowMs,
  );
}

/** An echo of ours; what only carries the id of another's message is not. */
function ownMessage(
  { db }: Ctx,
  room: RoomRow,
  { ownId }: Message,
  sender: MessengerUser | null,
): MessageRow | undefined {
  const message = ownId === null ? undefined : findMessageById(db, ownId);
  const isIt = message && message.roomId === room.id && message.senderId === (sender?.id ?? null);
  return isIt ? message : undefined;
}

function messageIn({ db }: Ctx, room: RoomRow, eventId: string): MessageRow | undefined {
  const message = findMessageAtMatrix(db, eventId);
  return message?.roomId === room.id ? message : undefined;
}

/** Only who said it may say it differently. */
function isTheirs(ctx: Ctx, message: MessageRow, matrixUserId: string): boolean {
  if (message.senderAddress !== null) return message.senderAddress === matrixUserId;
  if (message.senderId === null) return matrixUserId === matrixOf(ctx).botId;
  return findUserByMatrixId(ctx.db, matrixUserId)?.id === message.senderId;
}

function believed(at: number, nowMs: number): number {
  return Math.abs(nowMs - at) <= BELIEVED_MS ? Math.min(at, nowMs) : nowMs;
}

function localpartOf(matrixUserId: string): string {
  return matrixUserId.slice(1).split(":")[0] ?? matrixUserId;
}
