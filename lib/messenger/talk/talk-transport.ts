import type { RoomRow } from "#db/queries/messenger-rooms.ts";
import type { TalkRoomRow } from "#db/queries/talk-rooms.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { asServiceAccount } from "#lib/calendars/service-account.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { postMessage } from "#lib/nextcloud/talk-chat.ts";
import { roomGone, roomRefused, type Transport } from "../transport.ts";
import { isOneToOne, provisionTalkRoom, settleTalkRoom } from "./provision-talk-room.ts";
import { readTalkRoom } from "./read-talk-room.ts";
import { referenceId } from "./reference-id.ts";
import { talkText } from "./talk-text.ts";

/** After a run; the rest comes with the next one. */
const MOST_SETTLED = 25;

/**
 * Rooms in Nextcloud Talk, where the studio's service account speaks for everybody. Talk keeps no transaction ids:
 * before anything is said in a run, what is there already is read, and what of ours arrived without our knowing is noted.
 */
export const talkTransport: Transport = {
  provision: (ctx, room) =>
    asServiceAccount(ctx, async (transport) => {
      const there = await provisionTalkRoom(ctx, transport, room);
      try {
        await readTalkRoom(ctx, transport, there);
      } catch (error) {
        // Found out by who writes there, who makes it anew.
        if (!isGone(error)) throw error;
      }
      return there;
    }),

  deliver: (ctx, room, outgoing) =>
    asServiceAccount(ctx, async (transport) => {
      const { talkToken } = requireThere(room);
      const message = talkText(outgoing, { origin: ctx.env.NEXTAUTH_URL ?? "", isDirect: isOneToOne(room) });
      const isSilent = outgoing.notification?.priority === "normal";
      try {
        const { id } = await postMessage(transport, talkToken, {
          message,
          referenceId: referenceId(outgoing.message.id),
          ...(isSilent && { silent: true }),
        });
        if (id !== null) return { talkMessageId: id };
        // What Talk took without saying under which id would be read later as somebody else's.
        await readTalkRoom(ctx, transport, requireThere(room));
        return {};
      } catch (error) {
        if (error instanceof UpstreamError && isGone(error)) throw roomGone("nextcloud", error);
        // A lobby is opened again, a room that may only be read is not always so.
        if (error instanceof UpstreamError && error.reason === "lobby") throw roomRefused(error);
        throw error;
      }
    }),

  settle: (ctx, room) => settle(ctx, room),
};

async function settle(ctx: Ctx, room: RoomRow): Promise<boolean> {
  if (room.talkToken === null) return false;
  const there = requireThere(room);
  return asServiceAccount(ctx, (transport) => settleTalkRoom(ctx, transport, there, MOST_SETTLED));
}

function requireThere(room: RoomRow): TalkRoomRow {
  if (room.talkToken !== null) return { ...room, talkToken: room.talkToken };
  throw roomGone(
    "nextcloud",
    new UpstreamError({ service: "nextcloud", kind: "rejected", message: "The room is not in Talk." }),
  );
}

function isGone(error: unknown): boolean {
  return error instanceof UpstreamError && error.reason === "not-a-member";
}
