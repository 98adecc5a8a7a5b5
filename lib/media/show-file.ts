import { findMediaOf } from "#db/queries/media.ts";
import { findCustomerFolders } from "#db/queries/move-media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import type { FileEntry } from "#lib/nextcloud/files/file-entry.ts";
import { statFile } from "#lib/nextcloud/files/stat-file.ts";
import { accountPath } from "./file-path.ts";
import type { FileView } from "./file-view.ts";
import { asFiles } from "./files-account.ts";
import { matchRecords } from "./media-rows.ts";
import { toFileView } from "./to-file-view.ts";

/** What stands at a path the actor may see. @throws AppError `not_found`, …, UpstreamError */
export async function showFile(ctx: Ctx, path: string): Promise<FileView> {
  return viewOf(ctx, path, await requireFile(ctx, path));
}

/** @throws AppError `not_found` when nothing stands there, UpstreamError */
export async function requireFile(ctx: Ctx, path: string): Promise<FileEntry> {
  const entry = await asFiles(ctx, (at) => statFile(at, accountPath(ctx.env, path)));
  if (!entry) throw new AppError("not_found", "There is nothing at this path (any more).");
  return entry;
}

/** One entry beside its record. */
export async function viewOf(ctx: Ctx, path: string, entry: FileEntry): Promise<FileView> {
  if (entry.isFolder) {
    const own = await findCustomerFolders(ctx.db, [path]);
    return toFileView(ctx, entry, { path, isCustomersOwn: own.has(path) });
  }
  const fileIds = entry.fileId === null ? [] : [entry.fileId];
  const records = await findMediaOf(ctx.db, { paths: [path], fileIds });
  const { recordOf } = matchRecords([{ path, fileId: entry.fileId }], records);
  return toFileView(ctx, entry, { path, media: recordOf.get(path) });
}
