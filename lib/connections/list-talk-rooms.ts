import type { Ctx } from "#lib/auth/context.ts";
import { requireUser } from "#lib/auth/permissions.ts";
import { usableConnection } from "./as-connection.ts";
import { freshRooms } from "./fresh-rooms.ts";
import type { TalkSummary } from "./rooms-cache.ts";
import { withTalkFailures } from "./talk-failure.ts";

/**
 * The newest conversations of whoever acts, and the unread messages of all of them.
 * @param input.limit at most 50
 * @throws AppError `not_signed_in`, `not_allowed`, `nextcloud_not_configured`, `nextcloud_not_connected`,
 * `nextcloud_revoked`, `talk_not_available`; UpstreamError when Nextcloud does not answer
 */
export async function listTalkRooms(ctx: Ctx, input: { limit: number }): Promise<TalkSummary> {
  const connection = await usableConnection(ctx, requireUser(ctx.actor));
  const { summary } = await withTalkFailures(() => freshRooms(ctx, connection));
  return {
    totalUnread: summary.totalUnread,
    conversations: summary.conversations.slice(0, Math.max(0, input.limit)),
  };
}
