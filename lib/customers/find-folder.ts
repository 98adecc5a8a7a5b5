import { isFolderOwned } from "#db/queries/customer-folders.ts";
import type { CustomerRow } from "#db/queries/customers.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { accountPath, pathInBase } from "#lib/media/file-path.ts";
import type { FileEntry } from "#lib/nextcloud/files/file-entry.ts";
import type { FilesAt } from "#lib/nextcloud/files/files-at.ts";
import { findFileById } from "#lib/nextcloud/files/search-files.ts";
import { statFile } from "#lib/nextcloud/files/stat-file.ts";
import { carryFolder } from "./carry-folder.ts";

export type WithFolder = Pick<CustomerRow, "id" | "nextcloudFolder" | "nextcloudFolderId">;

/**
 * The customer's folder as it stands in Nextcloud. Renamed or moved there, it is found by its fileid, and the customer
 * and what is known of the files follow; null when there is none, or none any more.
 * @throws UpstreamError
 */
export async function findFolder(
  ctx: Ctx,
  at: FilesAt,
  customer: WithFolder,
): Promise<{ path: string; entry: FileEntry } | null> {
  const path = customer.nextcloudFolder;
  if (path === null) return null;
  const entry = await statFile(at, accountPath(ctx.env, path));
  if (entry?.isFolder && isSame(entry, customer)) return { path, entry };
  const moved = await followFolder(ctx, at, customer);
  if (moved) return moved;
  // Under the name it had stands another one, and ours is nowhere: a backup that was restored counts everything anew.
  return entry?.isFolder ? { path, entry } : null;
}

function isSame(entry: FileEntry, { nextcloudFolderId }: WithFolder): boolean {
  return nextcloudFolderId === null || entry.fileId === null || entry.fileId === nextcloudFolderId;
}

async function followFolder(
  ctx: Ctx,
  at: FilesAt,
  customer: WithFolder,
): Promise<{ path: string; entry: FileEntry } | null> {
  const { nextcloudFolder: from, nextcloudFolderId } = customer;
  if (from === null || nextcloudFolderId === null) return null;
  const entry = await findFileById(at, nextcloudFolderId);
  const to = entry?.isFolder ? pathInBase(ctx.env, entry.path) : null;
  if (!entry || !to || (await isFolderOwned(ctx.db, to, customer.id))) return null;
  if (to !== from) await carryFolder(ctx, customer.id, { from, to, action: "folder_followed" });
  return { path: to, entry };
}
