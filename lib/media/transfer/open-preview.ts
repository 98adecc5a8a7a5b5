import type { Ctx } from "#lib/auth/context.ts";
import { AppError, UpstreamError } from "#lib/core/errors.ts";
import { hashToken } from "#lib/core/ids.ts";
import { requireFileAccess } from "#lib/media/file-access.ts";
import { accountPath, readFilePath } from "#lib/media/file-path.ts";
import { asFiles, requireFilesConfig } from "#lib/media/files-account.ts";
import type { FileEntry } from "#lib/nextcloud/files/file-entry.ts";
import { openFile } from "#lib/nextcloud/files/open-file.ts";
import { openPreview as openRemotePreview } from "#lib/nextcloud/files/open-preview.ts";
import type { StreamAnswer } from "#lib/nextcloud/files/stream-answer.ts";
import { briefStat } from "./brief-stats.ts";
import { typeOfName } from "./file-types.ts";
import { MAX_PICTURE_BYTES, shrinkPicture } from "./shrink-picture.ts";

const SHRINKABLE = new Set([
  "image/png",
  "image/jpeg",
  "image/webp",
  "image/gif",
  "image/avif",
  "image/tiff",
]);
const PICTURES = /^image\/(png|jpeg|webp|gif|avif)$/;

export type Preview =
  | { kind: "known"; etag: string }
  | { kind: "stream"; etag: string; mimeType: string; answer: StreamAnswer }
  | { kind: "bytes"; etag: string; mimeType: string; bytes: Buffer };

/**
 * A small picture of a file: Nextcloud's, or one of ours where it has none. Its etag changes with the file.
 * @param input.knows whether whoever asks has the picture of this etag already
 * @throws AppError `not_found` where there is no such file or no picture of it
 */
export async function openPreview(
  ctx: Ctx,
  input: { path: string; size: number; knows: (etag: string) => boolean; signal?: AbortSignal },
): Promise<Preview> {
  const path = readFilePath(ctx.env, input.path);
  await requireFileAccess(ctx, path, "read");
  requireFilesConfig(ctx.env);
  const { size, signal } = input;
  const entry = await briefStat(ctx, path);
  if (!entry) throw new AppError("not_found", "There is nothing at this path (any more).");
  if (entry.isFolder) throw noPreview();
  const etag = `"${hashToken(JSON.stringify([entry.etag, entry.fileId, size])).slice(0, 24)}"`;
  if (input.knows(etag)) return { kind: "known", etag };
  const remote = await nextcloudsOwn(ctx, entry, size, signal);
  if (remote) return { kind: "stream", etag, ...remote };
  const bytes = await ours(ctx, path, entry, size, signal);
  if (!bytes) throw noPreview();
  return { kind: "bytes", etag, mimeType: "image/webp", bytes };
}

async function nextcloudsOwn(
  ctx: Ctx,
  entry: FileEntry,
  size: number,
  signal: AbortSignal | undefined,
): Promise<{ answer: StreamAnswer; mimeType: string } | null> {
  const { fileId } = entry;
  if (fileId === null || !entry.hasPreview) return null;
  const answer = await asFiles(ctx, (at) =>
    openRemotePreview(at, fileId, { width: size, height: size, signal }),
  ).catch((error: unknown) => {
    // A file that breaks Nextcloud's own previewer may be one that ours can read.
    if (error instanceof UpstreamError && error.reason === "server-error") return null;
    throw error;
  });
  const mimeType = answer?.headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "";
  if (answer && PICTURES.test(mimeType)) return { answer, mimeType };
  answer?.abort();
  return null;
}

async function ours(
  ctx: Ctx,
  path: string,
  entry: FileEntry,
  size: number,
  signal: AbortSignal | undefined,
): Promise<Buffer | null> {
  const isPicture = SHRINKABLE.has(typeOfName(entry.name) ?? entry.mimeType);
  if (!isPicture || entry.size === null || entry.size > MAX_PICTURE_BYTES) return null;
  const open = () =>
    asFiles(ctx, (at) => openFile(at, accountPath(ctx.env, path), { method: "GET", signal }));
  return shrinkPicture(open, size, ctx.now());
}

function noPreview(): AppError {
  return new AppError("not_found", "There is no preview of this file.");
}
