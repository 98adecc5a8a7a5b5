import { deleteUploadSession } from "#db/queries/media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { asFiles } from "#lib/media/files-account.ts";
import { abortChunks } from "#lib/nextcloud/files/chunks.ts";
import { forgetArrivedChunks } from "./arrived-chunks.ts";
import { isFinishing } from "./finish-upload.ts";
import { isNextcloudAway } from "./nextcloud-away.ts";
import { loadUploadSession, remoteUploadId } from "./upload-session.ts";

/**
 * Gives an upload up and removes its pieces; Nextcloud does so by itself after a day where it is away now.
 * @throws AppError `conflict` while it is being put together
 */
export async function abortUpload(ctx: Ctx, id: string): Promise<void> {
  const session = await loadUploadSession(ctx, id);
  if (isFinishing(id)) throw new AppError("conflict", "This upload is just being put together.");
  if (session.mediaId === null) {
    await asFiles(ctx, (at) => abortChunks(at, remoteUploadId(session))).catch((error: unknown) => {
      if (!isNextcloudAway(error)) throw error;
    });
  }
  await deleteUploadSession(ctx.db, id);
  forgetArrivedChunks(id);
}
