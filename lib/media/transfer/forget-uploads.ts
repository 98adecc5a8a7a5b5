import { deleteUploadSession, expiredUploadSessions } from "#db/queries/media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { HOUR } from "#lib/core/clock.ts";
import { missingFilesConfig } from "#lib/core/env.ts";
import { log } from "#lib/core/log.ts";
import { asFiles } from "#lib/media/files-account.ts";
import { abortChunks } from "#lib/nextcloud/files/chunks.ts";
import { forgetArrivedChunks } from "./arrived-chunks.ts";
import { isNextcloudAway } from "./nextcloud-away.ts";
import { remoteUploadId } from "./upload-session.ts";

/**
 * Ends uploads whose day is over, and removes the pieces of those that nobody finished. While Nextcloud is away they
 * wait for the next time.
 * @returns how many
 */
export async function forgetUploads(ctx: Ctx): Promise<number> {
  requireAdmin(ctx.actor);
  let ended = 0;
  // One that was finished in its last minute may still be being put together.
  for (const session of await expiredUploadSessions(ctx.db, ctx.now() - HOUR)) {
    try {
      if (session.mediaId === null && missingFilesConfig(ctx.env).length === 0)
        await asFiles(ctx, (at) => abortChunks(at, remoteUploadId(session)));
    } catch (error) {
      if (isNextcloudAway(error)) return ended;
      log().warn({ err: error }, "the pieces of an upload could not be removed");
    }
    await deleteUploadSession(ctx.db, session.id);
    forgetArrivedChunks(session.id);
    ended += 1;
  }
  return ended;
}
