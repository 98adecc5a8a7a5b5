import { openDm } from "#db/queries/messenger-memberships.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { provisionRoom } from "./provision-room.ts";
import { requireWriter } from "./require-member.ts";
import { findPerson } from "./require-people.ts";
import type { RoomJson } from "./room-json.ts";
import { showRoom } from "./show-room.ts";
import { transportOf } from "./transport-of.ts";
import { wakeListeners } from "./wake.ts";

/** What the answer waits for the room's id at its transport at most. */
const WAIT_MS = SECOND;

/**
 * The room with one other person, made where there is none; one room, however many ask at once.
 * @throws AppError unless a member who writes acts; `not_found` for whoever nobody knows, `invalid_input` for oneself
 */
export async function openDirectRoom(
  ctx: Ctx,
  hubUserId: string,
): Promise<{ room: RoomJson; created: boolean }> {
  const member = await requireWriter(ctx);
  const other = await findPerson(ctx, member.tenantId, hubUserId);
  if (!other) throw new AppError("not_found", "There is nobody of this id here.");
  if (other.id === member.id)
    throw new AppError("invalid_input", "A room of two needs somebody else.", {
      errors: { hub_user_id: ["yourself"] },
    });
  const { room, isNew } = await openDm(
    ctx.db,
    { transport: transportOf(ctx.env), people: [member, other] },
    ctx.now(),
  );
  if (isNew) {
    wakeListeners();
    await provisionRoom(ctx, room.id, WAIT_MS);
  }
  return { room: showRoom(ctx, member, room), created: isNew };
}
