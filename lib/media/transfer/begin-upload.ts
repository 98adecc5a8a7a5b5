import { insertUploadSession } from "#db/queries/media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireUser } from "#lib/auth/permissions.ts";
import { newId } from "#lib/core/ids.ts";
import { joinPath } from "#lib/media/file-path.ts";
import { asFiles } from "#lib/media/files-account.ts";
import { beginChunks } from "#lib/nextcloud/files/chunks.ts";
import type { UploadWish } from "./find-upload-target.ts";
import { prepareFolder } from "./prepare-folder.ts";
import { acceptUpload } from "./receive-upload.ts";
import { recordedType } from "./upload-limits.ts";
import { chunkBytesFor, piecesDestination, remoteUploadId, SESSION_MS } from "./upload-session.ts";
import type { UploadView } from "./upload-view.ts";

/**
 * Begins an upload in pieces, which can be resumed for a day. All that can be refused beforehand is.
 * @throws as `receiveUpload`; UpstreamError when Nextcloud is away
 */
export async function beginUpload(
  ctx: Ctx,
  file: UploadWish & { size: number; mimeType?: string | undefined; modifiedMs?: number | null },
): Promise<UploadView> {
  const userId = requireUser(ctx.actor);
  const target = await acceptUpload(ctx, file, file.size);
  await prepareFolder(ctx, target, file.size);
  const nowMs = ctx.now();
  const session = {
    id: newId(),
    userId,
    customerId: target.customerId,
    path: joinPath(target.folder, target.name),
    direction: target.direction,
    mimeType: recordedType(target.name, file.mimeType),
    size: file.size,
    chunkBytes: chunkBytesFor(file.size),
    modifiedMs: file.modifiedMs ?? null,
    createdAt: nowMs,
    expiresAt: nowMs + SESSION_MS,
  };
  const uploadId = remoteUploadId(session);
  const destination = piecesDestination(ctx, target.folder, uploadId);
  await asFiles(ctx, (at) => beginChunks(at, uploadId, destination));
  await insertUploadSession(ctx.db, session);
  const { id, path, size, chunkBytes, expiresAt } = session;
  return { id, path, size, chunkBytes, chunks: [], receivedBytes: 0, expiresAt };
}
