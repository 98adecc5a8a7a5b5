import type { Readable } from "node:stream";
import { type MediaRow, storeUploaded } from "#db/queries/media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError, type UpstreamError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { joinPath } from "#lib/media/file-path.ts";
import { fileRow } from "#lib/media/file-row.ts";
import { removeSpooled } from "#lib/media/spool/remove-spooled.ts";
import { spoolFile } from "#lib/media/spool/spool-file.ts";
import type { UploadTarget } from "./find-upload-target.ts";
import { newMedia } from "./new-media.ts";
import { splitStream } from "./split-stream.ts";

/** Larger ones wait at their sender's. */
const MAX_BYTES = 256 * 1024 * 1024;

/**
 * Keeps a file that cannot be delivered yet, sealed, with the order to deliver it. What is too large for that fails
 * with why Nextcloud could not be asked.
 * @throws `away`; AppError `upstream_failed` when there is no room left for what waits
 */
export async function spoolUpload(
  ctx: Ctx,
  target: UploadTarget,
  file: { size: number; mimeType: string; body: () => Readable },
  away: UpstreamError,
): Promise<MediaRow> {
  const maximum = Math.min(MAX_BYTES, ctx.env.PARLOUR_SPOOL_MAX_MB * 1024 * 1024);
  if (file.size > maximum) throw away;
  const id = newId();
  const path = joinPath(target.folder, target.name);
  try {
    // The body may be a request: what ends it early must leave the connection for the answer.
    const body = splitStream(file.body()).next(file.size);
    await spoolFile(ctx.env, id, body, { maximumBytes: file.size });
    const { media, audit } = newMedia(ctx, {
      id,
      path,
      target,
      size: file.size,
      mimeType: file.mimeType,
      stored: null,
    });
    return await storeUploaded(ctx.db, { media, audit, outbox: fileRow(ctx, { id, path }) });
  } catch (error) {
    await removeSpooled(ctx.env, id).catch(() => undefined);
    if (error instanceof AppError && error.code === "quota_exceeded")
      throw new AppError("upstream_failed", error.message, { cause: error });
    throw error;
  }
}
