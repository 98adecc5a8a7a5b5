import { transaction } from "#db/client.ts";
import { listRoomsOf } from "#db/queries/messenger-room-list.ts";
import { ensureRoom, findRoomAt } from "#db/queries/messenger-rooms.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { folded } from "./folded.ts";
import { generalPlace } from "./notification-places.ts";
import { requireMember } from "./require-member.ts";
import type { RoomJson } from "./room-json.ts";
import { toRoomJson } from "./to-room-json.ts";
import { transportOf } from "./transport-of.ts";

/** A tenant with more machines than this looks for one by its name. */
const MOST_ROOMS = 500;

/**
 * The rooms somebody may see, the liveliest first, and everybody's room among them from the start.
 * @throws AppError `not_signed_in`, `not_allowed`
 */
export async function listRooms(ctx: Ctx, input: { q?: string | undefined } = {}): Promise<RoomJson[]> {
  const member = await requireMember(ctx);
  const general = generalPlace(member.tenantId, transportOf(ctx.env));
  if (!findRoomAt(ctx.db, general)) transaction(ctx.db, () => ensureRoom(ctx.db, general, ctx.now()));
  return listRoomsOf(ctx.db, member, { most: MOST_ROOMS, q: folded(input.q) }).map(toRoomJson);
}
