import { findMedia } from "#db/queries/media.ts";
import type { ReferencePictureRow } from "#db/queries/reference-pictures.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { accountPath } from "#lib/media/file-path.ts";
import { asFiles } from "#lib/media/files-account.ts";
import { openSpooled } from "#lib/media/spool/open-spooled.ts";
import { shrinkPicture } from "#lib/media/transfer/shrink-picture.ts";
import { openFile } from "#lib/nextcloud/files/open-file.ts";
import type { StreamAnswer } from "#lib/nextcloud/files/stream-answer.ts";

/**
 * A picture of a kept one, `size` pixels at most on either side, WebP: from the spool while it waits there, else from
 * the customer's folder. Whoever asks has looked whether it may be seen.
 * @throws AppError `not_found` when the file is gone, `rate_limited`; UpstreamError
 */
export async function shrinkKept(
  ctx: Ctx,
  picture: Pick<ReferencePictureRow, "spoolId" | "mediaId">,
  size: number,
): Promise<Buffer> {
  const open = await placeOf(ctx, picture);
  const bytes = open && (await shrinkPicture(open, size, ctx.now()));
  if (!bytes) throw new AppError("not_found", "There is no such picture (any more).");
  return bytes;
}

async function placeOf(
  ctx: Ctx,
  { spoolId, mediaId }: Pick<ReferencePictureRow, "spoolId" | "mediaId">,
): Promise<(() => Promise<StreamAnswer>) | null> {
  const media = mediaId === null ? undefined : await findMedia(ctx.db, mediaId);
  const waiting = spoolId ?? media?.spoolId ?? null;
  if (waiting !== null) return async () => spooled(ctx, waiting);
  if (media?.state !== "stored") return null;
  return () => asFiles(ctx, (at) => openFile(at, accountPath(ctx.env, media.path), { method: "GET" }));
}

function spooled(ctx: Ctx, spoolId: string): StreamAnswer {
  const body = openSpooled(ctx.env, spoolId);
  return { status: 200, headers: {}, body, abort: () => void body.destroy() };
}
