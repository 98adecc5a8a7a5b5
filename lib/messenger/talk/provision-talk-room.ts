import { listMembers, listPendingMembers, noteMember } from "#db/queries/matrix-people.ts";
import { noteRoomThere } from "#db/queries/messenger-deliveries.ts";
import type { RoomRow } from "#db/queries/messenger-rooms.ts";
import { cloudUserOf, knownTalkTokens, type TalkRoomRow } from "#db/queries/talk-rooms.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { log } from "#lib/core/log.ts";
import {
  addParticipant,
  createGroupConversation,
  describeConversation,
  openOneToOne,
} from "#lib/nextcloud/talk-conversations.ts";
import { ROOM_TYPE } from "#lib/nextcloud/talk-room.ts";
import { listRooms } from "#lib/nextcloud/talk-rooms.ts";
import type { Transport } from "#lib/nextcloud/transport.ts";
import { isFinal } from "../transport.ts";

const LONGEST_NAME = 200;
const MOST_MEMBERS = 1000;
/** Talk's limit is 500. */
const LONGEST_TOPIC = 400;

/** Where one person alone is told something: the account's own conversation with them. */
export function isOneToOne({ place }: Pick<RoomRow, "place">): boolean {
  return place.startsWith("dm:bot:");
}

/** @throws UpstreamError `rejected` with `nobody-there` for whoever Nextcloud does not know as one of ours */
export async function provisionTalkRoom(ctx: Ctx, transport: Transport, room: RoomRow): Promise<TalkRoomRow> {
  if (room.talkToken !== null) return { ...room, talkToken: room.talkToken };
  const { token, readUpTo } = isOneToOne(room)
    ? await openPersons(ctx, transport, room)
    : await openGroup(ctx, transport, room);
  const there = { talkToken: token, talkReadId: readUpTo };
  return { ...(await noteRoomThere(ctx.db, room.id, there, ctx.now())), talkToken: token };
}

/** People with a Nextcloud of their own, `limit` of them. @returns whether there are more */
export async function settleTalkRoom(
  ctx: Ctx,
  transport: Transport,
  room: TalkRoomRow,
  limit = MOST_MEMBERS,
): Promise<boolean> {
  if (isOneToOne(room)) return false;
  const pending = listPendingMembers(ctx.db, room, limit + 1);
  for (const member of pending.slice(0, limit)) {
    const cloudUser = cloudUserOf(ctx.db, member.user.id, ctx.env.MESSENGER_TENANT_ID);
    try {
      if (cloudUser !== undefined && cloudUser !== transport.account.username && member.state === "joined")
        await addParticipant(transport, room.talkToken, cloudUser);
    } catch (error) {
      if (!isFinal(error)) throw error;
      log().warn({ err: error, room: room.id }, "somebody could not be brought into a conversation");
    }
    await noteMember(ctx.db, room.id, member, ctx.now());
  }
  return pending.length > limit;
}

/** What was said there before the room was one of ours stays between the two. */
async function openPersons(ctx: Ctx, transport: Transport, room: RoomRow) {
  const [person] = listMembers(ctx.db, room.id, 1);
  const cloudUser = person && cloudUserOf(ctx.db, person.id, ctx.env.MESSENGER_TENANT_ID);
  if (!person || cloudUser === undefined) throw nobodyThere(person?.displayName ?? room.name);
  const { token } = await openOneToOne(transport, cloudUser);
  const known = (await listRooms(transport)).find((one) => one.token === token);
  return { token, readUpTo: known?.lastMessage?.id ?? 0 };
}

/** Talk has no addresses to make a conversation once: one that was made, and whose answer was lost, is looked for. */
async function openGroup(ctx: Ctx, transport: Transport, room: RoomRow) {
  const mark = `parlour:${room.id}`;
  const name = room.name.slice(0, LONGEST_NAME);
  const taken = knownTalkTokens(ctx.db);
  const mine = (await listRooms(transport)).find(
    (one) =>
      one.type === ROOM_TYPE.group &&
      !taken.has(one.token) &&
      one.isOwner &&
      (one.description.includes(mark) || (one.description === "" && one.name === name)),
  );
  const { token } = mine ?? (await createGroupConversation(transport, name));
  const topic = room.topic.slice(0, LONGEST_TOPIC);
  await describeConversation(transport, token, [topic, mark].filter(Boolean).join("\n"));
  return { token, readUpTo: 0 };
}

function nobodyThere(name: string): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    retryable: false,
    reason: "nobody-there",
    message: `${name} has not connected a Nextcloud account, so Talk cannot reach them.`,
  });
}
