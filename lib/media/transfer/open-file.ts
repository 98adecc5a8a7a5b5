import { Readable } from "node:stream";
import { findMediaByPath } from "#db/queries/media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { requireFileAccess } from "#lib/media/file-access.ts";
import { accountPath, readFilePath } from "#lib/media/file-path.ts";
import { asFiles } from "#lib/media/files-account.ts";
import { openSpooled } from "#lib/media/spool/open-spooled.ts";
import { type OpenFileOptions, openFile as openRemoteFile } from "#lib/nextcloud/files/open-file.ts";
import { statFile } from "#lib/nextcloud/files/stat-file.ts";
import type { StreamAnswer } from "#lib/nextcloud/files/stream-answer.ts";

export interface OpenFileInput extends OpenFileOptions {
  /** As it was written. */
  path: string;
  /** The version that was listed, with or without its quotes. */
  etag?: string;
}

/**
 * Opens a file for reading. The answer is Nextcloud's (200, 206, 304, 416) and its body on its way.
 * @throws AppError `not_found` (nothing there, or a folder), `file_changed` when another version than `etag` stands there
 */
export async function openFile(
  ctx: Ctx,
  input: OpenFileInput,
): Promise<{ path: string; answer: StreamAnswer }> {
  const path = readFilePath(ctx.env, input.path);
  await requireFileAccess(ctx, path, "read");
  if (path === "") throw aFolder();
  const { method, headers, signal } = input;
  const ofAccount = accountPath(ctx.env, path);
  const answer = await asFiles(ctx, (at) => openRemoteFile(at, ofAccount, { method, headers, signal })).catch(
    async (error: unknown) => {
      const waiting = await openWaiting(ctx, path, method);
      if (waiting) return waiting;
      throw error;
    },
  );
  try {
    if (answer.status === 200 && answer.headers.etag === undefined) await requireFile(ctx, ofAccount);
    requireVersion(input.etag, answer);
  } catch (error) {
    answer.abort();
    throw error;
  }
  return { path, answer };
}

/** What waits in the spool is not in Nextcloud, or nobody can be asked; it comes whole. */
async function openWaiting(ctx: Ctx, path: string, method: "GET" | "HEAD"): Promise<StreamAnswer | null> {
  const media = await findMediaByPath(ctx.db, path);
  if (media?.state !== "waiting" || media.spoolId === null) return null;
  const body = method === "HEAD" ? Readable.from([]) : openSpooled(ctx.env, media.spoolId);
  const headers = {
    "content-length": String(media.size),
    "content-type": media.mimeType,
    etag: `"${media.id}"`,
  };
  return { status: 200, headers, body, abort: () => void body.destroy() };
}

/** Nextcloud answers a folder with 200 and a sentence for people. It has no ETag, which every file has. */
async function requireFile(ctx: Ctx, ofAccount: string): Promise<void> {
  const entry = await asFiles(ctx, (at) => statFile(at, ofAccount));
  if (!entry) throw new AppError("not_found", "There is nothing at this path (any more).");
  if (entry.isFolder) throw aFolder();
}

function requireVersion(wanted: string | undefined, answer: StreamAnswer): void {
  const found = answer.headers.etag;
  if (wanted === undefined || wanted === "" || found === undefined || answer.status === 416) return;
  if (bare(wanted) !== bare(found))
    throw new AppError(
      "file_changed",
      "The file was changed since it was listed. Please load the folder again.",
    );
}

/** Some servers mark a version as weak once they compress; it is the same file. */
function bare(etag: string): string {
  return etag
    .replace(/^W\//, "")
    .replace(/^"|"$/g, "")
    .replace(/-gzip$/, "");
}

function aFolder(): AppError {
  return new AppError("not_found", "This is a folder. Only files can be opened.");
}
