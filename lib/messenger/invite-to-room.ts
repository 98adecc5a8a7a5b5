import { joinGroup } from "#db/queries/messenger-memberships.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { requireWriter } from "./require-member.ts";
import { requirePeople } from "./require-people.ts";
import { requireGroup } from "./require-room.ts";
import type { RoomJson } from "./room-json.ts";
import { showRoom } from "./show-room.ts";
import { wakeListeners } from "./wake.ts";

/** Each hears of every message, and the homeserver is told of each. */
const MOST_MEMBERS = 500;

/**
 * More people in a room; anybody in it may ask others in, whoever is there already stays.
 * @throws AppError unless a member who writes acts; `not_found`; `conflict` for a room that takes nobody or is full;
 *   `invalid_input` naming whoever nobody knows
 */
export async function inviteToRoom(ctx: Ctx, roomId: string, input: { users: string[] }): Promise<RoomJson> {
  const member = await requireWriter(ctx);
  const room = requireGroup(ctx, member, roomId);
  const people = await requirePeople(ctx, member.tenantId, { hubUserIds: input.users, field: "users" });
  const userIds = people.map(({ id }) => id);
  if ((await joinGroup(ctx.db, room, { userIds, most: MOST_MEMBERS }, ctx.now())) === "full")
    throw new AppError("conflict", `A room has at most ${MOST_MEMBERS} people.`);
  wakeListeners();
  return showRoom(ctx, member, room);
}
