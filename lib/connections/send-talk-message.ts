import type { Ctx } from "#lib/auth/context.ts";
import { requireUser } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken, newToken } from "#lib/core/ids.ts";
import { postMessage } from "#lib/nextcloud/talk-chat.ts";
import { asConnection, usableConnection } from "./as-connection.ts";
import { lookAgain } from "./fresh-rooms.ts";
import { knownRooms } from "./rooms-cache.ts";
import { withTalkFailures } from "./talk-failure.ts";
import { isTooLong } from "./talk-limits.ts";

/**
 * Writes into a conversation as whoever acts. Not repeated by itself: a message that may have arrived is not sent twice.
 * @throws AppError as `listTalkRooms`, and `not_found`, `not_allowed` (read-only), `conflict` (lobby), `too_large`
 */
export async function sendTalkMessage(
  ctx: Ctx,
  input: { token: string; message: string },
): Promise<{ id: number | null }> {
  const userId = requireUser(ctx.actor);
  const { token, message } = input;
  const connection = await usableConnection(ctx, userId);
  const known = knownRooms(connection);
  const posted = await withTalkFailures(() =>
    asConnection(ctx, userId, async ({ transport }) => {
      if (await isTooLong(transport, known, message))
        throw new AppError("too_large", "The message is longer than this Nextcloud accepts.");
      return postMessage(transport, token, { message, referenceId: hashToken(newToken()) });
    }),
  );
  lookAgain(connection);
  return posted;
}
