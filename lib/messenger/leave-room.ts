import { leaveGroup } from "#db/queries/messenger-memberships.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireWriter } from "./require-member.ts";
import { requireGroup } from "./require-room.ts";
import { wakeListeners } from "./wake.ts";

/**
 * Out of a room; somebody in it can ask one in again.
 * @throws AppError unless a member who writes acts; `not_found`; `conflict` for a room nobody leaves
 */
export async function leaveRoom(ctx: Ctx, roomId: string): Promise<void> {
  const member = await requireWriter(ctx);
  await leaveGroup(ctx.db, requireGroup(ctx, member, roomId), member.id, ctx.now());
  wakeListeners();
}
