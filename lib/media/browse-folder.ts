import { findMediaOf, type MediaRow } from "#db/queries/media.ts";
import { findCustomerFolders } from "#db/queries/move-media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken } from "#lib/core/ids.ts";
import type { FileEntry } from "#lib/nextcloud/files/file-entry.ts";
import { listFolder } from "#lib/nextcloud/files/list-folder.ts";
import { readAllowedPath } from "./file-access.ts";
import { accountPath, joinPath } from "./file-path.ts";
import { filePermissions } from "./file-permissions.ts";
import type { FileView, FolderPage } from "./file-view.ts";
import { asFiles, requireFilesConfig } from "./files-account.ts";
import { readFolderCursor, writeFolderCursor } from "./folder-cursor.ts";
import { keepListing, keptListing } from "./kept-listings.ts";
import { matchRecords } from "./media-rows.ts";
import { type FileSort, fileOrder, indexBehind, type SortOrder } from "./sort-files.ts";
import { toFileView } from "./to-file-view.ts";

export interface BrowseInput {
  path: string;
  sort?: FileSort;
  order?: SortOrder;
  /** 1 to 500. */
  limit?: number;
  cursor?: string;
}

/**
 * One page of a folder. The first always asks Nextcloud; those behind it come from what was read then, for a minute.
 * A page begins behind the row the one before ended with, so that nothing is shown twice while files come and go.
 * @throws AppError `not_found`, `invalid_input`, …, UpstreamError `not-configured` and when Nextcloud does not answer
 */
export async function browseFolder(ctx: Ctx, input: BrowseInput): Promise<FolderPage> {
  const { path } = await readAllowedPath(ctx, input.path, "read");
  requireFilesConfig(ctx.env);
  const { sort = "name", order = "asc", limit = 200 } = input;
  const by = fileOrder(sort, order);
  const last = input.cursor === undefined ? null : readFolderCursor(input.cursor, sort, order);
  const { folder, sorted } = await readSorted(ctx, path, {
    sort,
    order,
    limit,
    isFirst: last === null,
  });
  const start = last ? indexBehind(sorted, last, by) : 0;
  const entries = sorted.slice(start, start + limit);
  const end = entries.at(-1);
  const own = await findCustomerFolders(ctx.db, [path]);
  return {
    path,
    permissions: filePermissions(ctx.actor, folder.permissions, {
      path,
      isFolder: true,
      isCustomersOwn: own.has(path),
    }),
    rows: await toRows(ctx, path, entries),
    total: sorted.length,
    nextCursor: end && start + limit < sorted.length ? writeFolderCursor(end, sort, order) : null,
    availableBytes: folder.quotaAvailableBytes,
  };
}

async function readSorted(
  ctx: Ctx,
  path: string,
  page: { sort: FileSort; order: SortOrder; limit: number; isFirst: boolean },
): Promise<{ folder: FileEntry; sorted: readonly FileEntry[] }> {
  const { NEXTCLOUD_BASE_URL: server, NEXTCLOUD_USERNAME: username } = ctx.env;
  const key = hashToken(JSON.stringify([server, username, accountPath(ctx.env, path)]));
  const known = page.isFirst ? null : keptListing(key, page, ctx.now());
  if (known) return known;
  const listing = await readFolder(ctx, path);
  if (listing.entries.length > page.limit) keepListing(key, listing, ctx.now());
  return (
    keptListing(key, page, ctx.now()) ?? {
      folder: listing.folder,
      sorted: listing.entries.toSorted(fileOrder(page.sort, page.order)),
    }
  );
}

async function readFolder(ctx: Ctx, path: string) {
  try {
    return await asFiles(ctx, (at) => listFolder(at, accountPath(ctx.env, path)));
  } catch (error) {
    if (path !== "" || !(error instanceof AppError && error.code === "not_found")) throw error;
    const folder = ctx.env.NEXTCLOUD_FILES_BASE_PATH;
    throw new AppError("not_found", `Nextcloud has no folder "${folder}" for the studio's account.`, {
      cause: error,
    });
  }
}

/** Only the rows of the page are looked up and made. */
async function toRows(ctx: Ctx, folder: string, entries: FileEntry[]): Promise<FileView[]> {
  const listed = entries.map((entry) => ({ entry, path: joinPath(folder, entry.name) }));
  const own = await findCustomerFolders(ctx.db, pathsOf(listed, true));
  const files = listed
    .filter(({ entry }) => !entry.isFolder)
    .map(({ entry, path }) => ({ path, fileId: entry.fileId }));
  const records: MediaRow[] = await findMediaOf(ctx.db, {
    paths: pathsOf(listed, false),
    fileIds: files.flatMap(({ fileId }) => (fileId === null ? [] : [fileId])),
  });
  const { recordOf } = matchRecords(files, records);
  return listed.map(({ entry, path }) =>
    toFileView(ctx, entry, { path, media: recordOf.get(path), isCustomersOwn: own.has(path) }),
  );
}

function pathsOf(listed: { entry: FileEntry; path: string }[], areFolders: boolean): string[] {
  return listed.filter(({ entry }) => entry.isFolder === areFolders).map(({ path }) => path);
}
