import type { Readable } from "node:stream";
import { type MediaRow, storeUploaded } from "#db/queries/media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireStudio } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import { accountPath } from "#lib/media/file-path.ts";
import type { MediaView } from "#lib/media/file-view.ts";
import { asFiles, requireFilesConfig } from "#lib/media/files-account.ts";
import { toMediaView } from "#lib/media/to-file-view.ts";
import { putFile } from "#lib/nextcloud/files/put-file.ts";
import type { AssembledUpload } from "./assemble-upload.ts";
import { findUploadTarget, type UploadTarget, type UploadWish } from "./find-upload-target.ts";
import { newMedia } from "./new-media.ts";
import { isNextcloudAway } from "./nextcloud-away.ts";
import { CHUNKED_FROM_BYTES } from "./piece-limits.ts";
import { prepareFolder } from "./prepare-folder.ts";
import { reserveName } from "./reserve-name.ts";
import { sendInChunks } from "./send-in-chunks.ts";
import { spoolUpload } from "./spool-upload.ts";
import { recordedType, requireSize, requireType } from "./upload-limits.ts";

export interface IncomingFile extends UploadWish {
  size: number;
  mimeType?: string | undefined;
  modifiedMs?: number | null;
  /** Called once, when all that can be refused beforehand has been looked at. */
  body: () => Readable;
  signal?: AbortSignal | undefined;
}

/**
 * Takes a file of known size into Nextcloud. A taken name gets a number. When Nextcloud is away it waits in the spool
 * (`state` `waiting`).
 * @throws AppError `invalid_input`, `not_allowed`, `not_found`, `too_large`, `unsupported_type`, `quota_exceeded`,
 *   `file_locked`, `name_taken`; UpstreamError
 */
export async function receiveUpload(ctx: Ctx, file: IncomingFile): Promise<MediaView> {
  const target = await acceptUpload(ctx, file, file.size);
  const mimeType = recordedType(target.name, file.mimeType);
  try {
    await prepareFolder(ctx, target, file.size);
  } catch (error) {
    if (!isNextcloudAway(error)) throw error;
    return toMediaView(await spoolUpload(ctx, target, { ...file, mimeType }, error));
  }
  const arrived = await send(ctx, target, { ...file, mimeType });
  return toMediaView(await recordUpload(ctx, target, { ...arrived, size: file.size, mimeType }));
}

/** What can be refused without asking Nextcloud. */
export async function acceptUpload(
  ctx: Ctx,
  file: UploadWish & { mimeType?: string | undefined },
  size: number,
): Promise<UploadTarget> {
  requireStudio(ctx.actor);
  requireFilesConfig(ctx.env);
  requireSize(ctx.env, size);
  const target = await findUploadTarget(ctx, file);
  requireType(ctx.env, target.name, file.mimeType);
  return target;
}

/** Writes down what has arrived in Nextcloud. */
export async function recordUpload(
  ctx: Ctx,
  target: UploadTarget,
  arrived: AssembledUpload & { size: number; mimeType: string },
): Promise<MediaRow> {
  return storeUploaded(ctx.db, newMedia(ctx, { ...arrived, target }));
}

async function send(
  ctx: Ctx,
  target: UploadTarget,
  file: IncomingFile & { mimeType: string },
): Promise<AssembledUpload> {
  const { size, mimeType, signal, modifiedMs = null } = file;
  if (size >= CHUNKED_FROM_BYTES)
    return sendInChunks(ctx, { ...target, size, modifiedMs, signal, body: file.body() });
  const reserved = await reserveName(ctx, target.folder, target.name);
  try {
    const options = {
      size,
      mimeType,
      modifiedMs: modifiedMs ?? undefined,
      ifNoneMatch: "*",
      signal,
    } as const;
    const stored = await asFiles(ctx, (at) =>
      putFile(at, accountPath(ctx.env, reserved.path), file.body(), options),
    );
    return { path: reserved.path, stored };
  } catch (error) {
    if (error instanceof AppError && error.code === "name_taken")
      throw new AppError(
        "name_taken",
        "A file of this name arrived in the meantime. Please send yours again.",
        {
          cause: error,
        },
      );
    throw error;
  } finally {
    reserved.release();
  }
}
