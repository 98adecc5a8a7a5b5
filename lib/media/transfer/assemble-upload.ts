import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { accountPath } from "#lib/media/file-path.ts";
import { asFiles } from "#lib/media/files-account.ts";
import { type AssembleOptions, assembleChunks } from "#lib/nextcloud/files/assemble-chunks.ts";
import type { StoredFile } from "#lib/nextcloud/files/put-file.ts";
import { reserveName } from "./reserve-name.ts";

export interface AssembledUpload {
  /** Relative to the base. */
  path: string;
  stored: StoredFile;
}

/** How long to wait for a Nextcloud that does not say how it went. */
export type AssemblePatience = Pick<AssembleOptions, "timeoutMs" | "pollEveryMs" | "waitMs">;

const TRIES = 20;

/**
 * Puts the pieces of an upload together under a name nothing else has: nothing is ever written over, so that a name
 * that was taken meanwhile gets a number.
 * @throws AppError `not_found`, `quota_exceeded`, `file_locked`, `name_taken`; UpstreamError
 */
export async function assembleUpload(
  ctx: Ctx,
  upload: { uploadId: string; folder: string; name: string; size: number; modifiedMs: number | null },
  patience: AssemblePatience = {},
): Promise<AssembledUpload> {
  for (let tries = 1; ; tries += 1) {
    const reserved = await reserveName(ctx, upload.folder, upload.name);
    const modifiedMs = upload.modifiedMs ?? undefined;
    const options = { totalSize: upload.size, modifiedMs, ...patience };
    try {
      const stored = await asFiles(ctx, (at) =>
        assembleChunks(at, upload.uploadId, accountPath(ctx.env, reserved.path), options),
      );
      return { path: reserved.path, stored };
    } catch (error) {
      if (!(error instanceof AppError && error.code === "name_taken") || tries >= TRIES) throw error;
    } finally {
      reserved.release();
    }
  }
}
