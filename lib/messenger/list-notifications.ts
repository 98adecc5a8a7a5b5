import { type BellEntry, countUnreadInBell, listBell } from "#db/queries/bell.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireMember } from "./require-member.ts";

/** One line of the bell: what its `notification` event said, and whether it was seen. */
export type BellEntryJson = BellEntry["data"] & { seq: number; read: boolean };

export interface BellJson {
  /** Newest first. */
  notifications: BellEntryJson[];
  /** 100 stands for "100 or more". */
  unread: number;
  /** `before` of the page after this one, which may be empty; null where nothing is older. */
  next_cursor: number | null;
}

/**
 * The bell: what was told to a member, and in rooms where they are, for as long as events are kept. What was told before
 * they first came counts as seen.
 * @throws AppError as `requireMember`
 */
export async function listNotifications(
  ctx: Ctx,
  page: { before?: number | undefined; limit: number },
): Promise<BellJson> {
  const member = await requireMember(ctx);
  const { before = Number.MAX_SAFE_INTEGER, limit } = page;
  const { entries, next } = listBell(ctx.db, member, { before, limit });
  return {
    notifications: entries.map(({ seq, at, data }) => ({
      ...data,
      seq,
      read: seq <= member.seenSeq || at < member.createdAt,
    })),
    unread: countUnreadInBell(ctx.db, member, member.seenSeq),
    next_cursor: next,
  };
}
