import { changeMedia, findMediaOf, type MediaChange, mediaUnder } from "#db/queries/media.ts";
import { customerFoldersUnder } from "#db/queries/move-media.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError, UpstreamError } from "#lib/core/errors.ts";
import * as files from "#lib/nextcloud/files/delete-file.ts";
import type { FileEntry } from "#lib/nextcloud/files/file-entry.ts";
import { statFile } from "#lib/nextcloud/files/stat-file.ts";
import { discardWaiting } from "./discard-waiting.ts";
import { readAllowedPath } from "./file-access.ts";
import { accountPath } from "./file-path.ts";
import { asFiles } from "./files-account.ts";
import { matchRecords } from "./media-rows.ts";

/** What brings a file back: `restoreFile` takes it. Epoch milliseconds. */
export interface DeletedFile {
  path: string;
  deletedMs: number;
}

/**
 * Puts a file or folder into Nextcloud's trash bin; the records of the files are marked as deleted. What still waits
 * in the spool is dropped for good: the answer is null. `etag` is what the actor saw.
 * @throws AppError `not_found`, `not_allowed`, `file_locked`, `file_changed`, …
 */
export async function deleteFile(
  ctx: Ctx,
  input: { path: string; etag?: string },
): Promise<DeletedFile | null> {
  const { path } = await readAllowedPath(ctx, input.path, "delete");
  if (path === "") throw new AppError("not_allowed", "The customers' folder itself stays.");
  const entry = await asFiles(ctx, (at) => statFile(at, accountPath(ctx.env, path))).catch(unreachable);
  if (!entry || entry instanceof UpstreamError) {
    // Who saw an etag means a file that Nextcloud has.
    const meansWaiting = !entry || input.etag === undefined;
    if (meansWaiting && (await discardWaiting(ctx, path))) return null;
    if (entry) throw entry;
    throw new AppError("not_found", "There is nothing at this path (any more).");
  }
  if (entry.isFolder) await requireDeletableFolder(ctx, path);
  if (input.etag !== undefined && plainEtag(input.etag) !== plainEtag(entry.etag ?? ""))
    throw new AppError("file_changed", "The file was changed in Nextcloud in the meantime.");
  await asFiles(ctx, (at) =>
    files.deleteFile(at, accountPath(ctx.env, path), conditions(entry, input.etag !== undefined)),
  );
  const deletedMs = ctx.now();
  const records = await recordsOf(ctx, path, entry);
  await changeMedia(
    ctx.db,
    records.map(({ id, set }) => ({ id, set: { ...set, state: "deleted", updatedAt: deletedMs } })),
    auditEntry(ctx, {
      entity: "file",
      entityId: path,
      action: "deleted",
      detail: { isFolder: entry.isFolder, size: entry.size, fileId: entry.fileId },
    }),
  );
  return { path, deletedMs };
}

/** What waits can be dropped without Nextcloud. */
function unreachable(error: unknown): UpstreamError {
  if (error instanceof UpstreamError) return error;
  throw error;
}

/** A file's record gets the path and fileid by which it is found when the file comes back. */
async function recordsOf(
  ctx: Ctx,
  path: string,
  entry: FileEntry,
): Promise<{ id: string; set: MediaChange }[]> {
  if (entry.isFolder) {
    const below = await mediaUnder(ctx.db, path);
    return below
      .filter(({ state }) => state === "stored" || state === "missing")
      .map(({ id }) => ({ id, set: {} }));
  }
  const { fileId } = entry;
  const known = await findMediaOf(ctx.db, { paths: [path], fileIds: fileId === null ? [] : [fileId] });
  const record = matchRecords([{ path, fileId }], known).recordOf.get(path);
  return record ? [{ id: record.id, set: { path, fileId: fileId ?? record.fileId } }] : [];
}

/** Nextcloud knows conditions for files only. */
function conditions(entry: FileEntry, isConditional: boolean): { etag?: string } {
  return isConditional && !entry.isFolder && entry.etag !== null ? { etag: entry.etag } : {};
}

async function requireDeletableFolder(ctx: Ctx, path: string): Promise<void> {
  if (ctx.actor.kind === "artist") throw new AppError("not_allowed", "Artists do not delete folders.");
  const [customer] = await customerFoldersUnder(ctx.db, path);
  if (customer)
    throw new AppError(
      "not_allowed",
      customer.folder === path
        ? "This is a customer's own folder. It goes when the customer's data is deleted."
        : "There are customers' own folders in here. They go when the customers' data is deleted.",
    );
}

/** Servers and proxies (compression) write the same tag with and without quotes and a mark of weakness. */
function plainEtag(etag: string): string {
  return etag.trim().replace(/^W\//, "").replace(/^"|"$/g, "");
}
