import { z } from "zod";
import { type AdminRoom, listRoomsAfter } from "#db/queries/messenger-admin.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { folded } from "./folded.ts";
import { readCursor, writeCursor } from "./list-cursor.ts";
import { requireMessengerAdmin } from "./require-member.ts";
import type { AdminRoomJson } from "./room-json.ts";
import { roomFacts } from "./to-room-json.ts";

const PAGE = 100;
const position = z.tuple([z.number().int(), z.string()]);

/**
 * Every room of the tenant, the newest first: that it is there, not what is said in it.
 * @throws AppError unless an admin of the tenant asks; `invalid_input` for a cursor of another list
 */
export async function listAdminRooms(
  ctx: Ctx,
  input: { q?: string | undefined; cursor?: string | undefined } = {},
): Promise<{ rooms: AdminRoomJson[]; next_cursor: string | null }> {
  const { tenantId } = await requireMessengerAdmin(ctx);
  const rooms = listRoomsAfter(ctx.db, {
    tenantId,
    q: folded(input.q),
    after: readCursor(position, input.cursor),
    most: PAGE + 1,
  });
  const last = rooms.length > PAGE ? rooms[PAGE - 1] : undefined;
  return {
    rooms: rooms.slice(0, PAGE).map(toJson),
    next_cursor: last ? writeCursor([last.createdAt, last.id]) : null,
  };
}

function toJson(room: AdminRoom): AdminRoomJson {
  return {
    ...roomFacts(room),
    talk_token: room.talkToken,
    members: room.members,
    queued: room.queued,
    created_at: new Date(room.createdAt).toISOString(),
    last_message_at: room.lastAt === null ? null : new Date(room.lastAt).toISOString(),
  };
}
