import { insertIncoming } from "#db/queries/matrix-transactions.ts";
import { noteSent } from "#db/queries/messenger-deliveries.ts";
import {
  isKnownTalkMessage,
  listUnsettledAtTalk,
  memberOfCloudUser,
  noteTalkRead,
  type TalkRoomRow,
  takeTalkPage,
} from "#db/queries/talk-rooms.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { type ChatMessage, readChat } from "#lib/nextcloud/talk-history.ts";
import type { Transport } from "#lib/nextcloud/transport.ts";
import { wakeListeners } from "../wake.ts";
import { referenceId } from "./reference-id.ts";

const A_PAGE = 200;
const MOST_PAGES = 10;
/** Of ours that may have arrived although their answer was lost: those that wait. */
const MOST_UNSETTLED = 500;

/**
 * What was said in a conversation since it was last read here: of others it is stored and told to browsers, of ours it
 * is noted as sent, whatever became of Talk's answer then.
 * @throws UpstreamError
 */
export async function readTalkRoom(ctx: Ctx, transport: Transport, room: TalkRoomRow): Promise<void> {
  const account = transport.account.username;
  let after = room.talkReadId;
  for (let page = 0; page < MOST_PAGES; page++) {
    const messages = await readChat(transport, room.talkToken, { after, limit: A_PAGE });
    const last = messages.reduce((newest, { id }) => Math.max(newest, id), after);
    if (last === after) return;
    await takeTalkPage(ctx.db, () => {
      // Looked up here: what was said over there was stored here before, and waits or has its id.
      const waiting = listUnsettledAtTalk(ctx.db, room.id, MOST_UNSETTLED);
      const ours = new Map(waiting.map((id) => [referenceId(id), id]));
      for (const message of messages) take(ctx, { room, message, account, ours });
      noteTalkRead(ctx.db, room.id, last);
    });
    wakeListeners();
    after = last;
    if (messages.length < A_PAGE) return;
  }
}

function take(
  ctx: Ctx,
  {
    room,
    message,
    account,
    ours,
  }: {
    room: TalkRoomRow;
    message: ChatMessage;
    account: string;
    ours: ReadonlyMap<string, string>;
  },
): void {
  const nowMs = ctx.now();
  const own = ours.get(message.referenceId);
  if (own !== undefined && message.actorId === account) {
    noteSent(ctx.db, own, { talkMessageId: message.id }, nowMs);
    return;
  }
  const isSaid =
    message.messageType === "comment" && message.systemMessage === "" && message.message.trim() !== "";
  // What the account says there beside us is somebody at its own Talk; what was noted is known by its id.
  if (!isSaid || isKnownTalkMessage(ctx.db, room.id, message.id)) return;
  const sender =
    message.actorType === "users"
      ? (memberOfCloudUser(ctx.db, message.actorId, room.tenantId) ?? null)
      : null;
  insertIncoming(
    ctx.db,
    room,
    {
      sender,
      senderAddress: sender ? null : `${message.actorType}/${message.actorId}`.slice(0, 300),
      senderName: (sender?.displayName ?? (message.actorDisplayName || message.actorId || "Guest")).slice(
        0,
        200,
      ),
      body: message.message,
      msgType: "m.text",
      talkMessageId: message.id,
      createdAt: Math.min(message.timestamp * 1000 || nowMs, nowMs),
    },
    nowMs,
  );
}
