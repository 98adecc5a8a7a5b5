import { seeBellUpTo } from "#db/queries/bell.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireWriter } from "./require-member.ts";
import { wakeListeners } from "./wake.ts";

/**
 * They have seen the bell up to `upTo` (an event's seq); their other tabs hear of it. Never back again.
 * @throws AppError as `requireWriter`
 */
export async function readNotifications(ctx: Ctx, upTo: number): Promise<{ unread: number }> {
  const member = await requireWriter(ctx);
  const { unread, isNew } = await seeBellUpTo(ctx.db, member, upTo, ctx.now());
  if (isNew) wakeListeners();
  return { unread };
}
