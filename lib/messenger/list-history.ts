import { listMessages } from "#db/queries/messenger-history.ts";
import { publicRoomId } from "#db/queries/messenger-rooms.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireMember } from "./require-member.ts";
import { requireRoom } from "./require-room.ts";
import type { HistoryJson } from "./room-json.ts";
import { toMessageJson } from "./to-message-json.ts";

export interface HistoryPage {
  /** 1 to 200; 50 unless said. */
  limit?: number | undefined;
  /** Older than this seq. */
  before?: number | undefined;
  /** Newer than this seq. */
  after?: number | undefined;
}

const USUAL = 50;

/**
 * What was said in a room, oldest first: the newest, or those before or after a message.
 * @throws AppError `not_signed_in`, `not_allowed`, `not_found`
 */
export async function listHistory(ctx: Ctx, roomId: string, page: HistoryPage = {}): Promise<HistoryJson> {
  const member = await requireMember(ctx);
  const room = requireRoom(ctx, member, roomId);
  const { limit = USUAL, before, after } = page;
  const found = listMessages(ctx.db, { roomId: room.id, before, after, limit: limit + 1 });
  const isForward = after !== undefined;
  const hasMore = found.length > limit;
  const messages = isForward ? found.slice(0, limit) : found.slice(hasMore ? 1 : 0);
  const exists = (span: { before?: number; after?: number }) =>
    listMessages(ctx.db, { roomId: room.id, ...span, limit: 1 }).length > 0;
  const first = messages.at(0)?.message.seq ?? (isForward ? after + 1 : (before ?? 0));
  const last = messages.at(-1)?.message.seq ?? (isForward ? after : (before ?? 1) - 1);
  const hasOlder = isForward ? exists({ before: first }) : hasMore;
  const hasNewer = isForward && before === undefined ? hasMore : exists({ after: last });
  return {
    room_id: publicRoomId(room),
    messages: messages.map((full) => toMessageJson(full, room, member)),
    prev_cursor: hasOlder ? first : null,
    next_cursor: hasNewer ? last : null,
  };
}
