import { findMediaOf, type MediaRow } from "#db/queries/media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError, UpstreamError } from "#lib/core/errors.ts";
import type { FileEntry } from "#lib/nextcloud/files/file-entry.ts";
import type { FilesAt } from "#lib/nextcloud/files/files-at.ts";
import { putFile, type StoredFile } from "#lib/nextcloud/files/put-file.ts";
import { statFile } from "#lib/nextcloud/files/stat-file.ts";
import { accountPath, joinPath, nameOf } from "./file-path.ts";
import { openSpooled } from "./spool/open-spooled.ts";
import { numberedName } from "./transfer/numbered-name.ts";
import { CHUNKED_FROM_BYTES } from "./transfer/piece-limits.ts";
import { sendInChunks } from "./transfer/send-in-chunks.ts";

const MAX_SAME_NAMES = 1000;

/**
 * Puts a file from the spool into a folder, under its name or the first numbered one that is free. Nothing is written
 * over; what arrived at an earlier try whose answer was lost is found again by its size and time.
 * @throws UpstreamError; AppError where it goes in pieces
 */
export async function putWaiting(
  ctx: Ctx,
  at: FilesAt,
  media: MediaRow & { spoolId: string },
  folder: string,
): Promise<{ path: string; stored: StoredFile }> {
  const { size, mimeType, createdAt: modifiedMs } = media;
  for (let number = 1; number <= MAX_SAME_NAMES; number++) {
    const name = numberedName(nameOf(media.path), number);
    const path = joinPath(folder, name);
    const there = await statFile(at, accountPath(ctx.env, path));
    if (there && (await isOurs(ctx, there, media)))
      return { path, stored: { etag: there.etag, fileId: there.fileId } };
    if (there) continue;
    const body = openSpooled(ctx.env, media.spoolId);
    // Told late, when whoever read it has stopped, it would end the process.
    body.on("error", () => undefined);
    try {
      if (size >= CHUNKED_FROM_BYTES) {
        const sent = await sendInChunks(ctx, { folder, name, modifiedMs, size, body });
        return { path: sent.path, stored: sent.stored };
      }
      const options = { size, mimeType, modifiedMs, ifNoneMatch: "*" } as const;
      const stored = await putFile(at, accountPath(ctx.env, path), body, options);
      return { path, stored: await withMarks(ctx, at, path, stored) };
    } catch (error) {
      if (!(error instanceof UpstreamError && error.reason === "exists")) throw error;
    } finally {
      body.destroy();
    }
  }
  throw new AppError("name_taken", "There are too many files of this name.");
}

async function isOurs(ctx: Ctx, there: FileEntry, media: MediaRow): Promise<boolean> {
  const { isFolder, size, modifiedMs, fileId } = there;
  const isSame = size === media.size && modifiedMs === Math.floor(media.createdAt / 1000) * 1000;
  if (isFolder || !isSame || fileId === null) return false;
  return (await findMediaOf(ctx.db, { paths: [], fileIds: [fileId] })).length === 0;
}

/** Not every server says with its answer what it stored. */
async function withMarks(ctx: Ctx, at: FilesAt, path: string, stored: StoredFile): Promise<StoredFile> {
  if (stored.etag !== null && stored.fileId !== null) return stored;
  const entry = await statFile(at, accountPath(ctx.env, path));
  return { etag: stored.etag ?? entry?.etag ?? null, fileId: stored.fileId ?? entry?.fileId ?? null };
}
