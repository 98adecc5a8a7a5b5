import type { Ctx } from "#lib/auth/context.ts";
import { requireUser } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import { markRead } from "#lib/nextcloud/talk-chat.ts";
import { asConnection, usableConnection } from "./as-connection.ts";
import { freshRooms, lookAgain } from "./fresh-rooms.ts";
import { withTalkFailures } from "./talk-failure.ts";

/**
 * Marks a conversation as read, up to the last message that whoever acts has been shown here: what came since stays
 * unread.
 * @throws AppError as `listTalkRooms`, and `not_found` for a conversation without messages or not theirs
 */
export async function markTalkRead(ctx: Ctx, input: { token: string }): Promise<void> {
  const userId = requireUser(ctx.actor);
  const connection = await usableConnection(ctx, userId);
  await withTalkFailures(async () => {
    const { lastMessages } = await freshRooms(ctx, connection);
    const last = lastMessages.get(input.token);
    if (last === undefined) throw new AppError("not_found", "There is nothing to read in this conversation.");
    await asConnection(ctx, userId, ({ transport }) => markRead(transport, input.token, last));
  });
  lookAgain(connection);
}
