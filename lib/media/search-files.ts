import { findMediaOf } from "#db/queries/media.ts";
import { customerFoldersUnder, findCustomerFolders } from "#db/queries/move-media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import * as files from "#lib/nextcloud/files/search-files.ts";
import { readAllowedPath } from "./file-access.ts";
import { accountPath, isUnder, pathInBase } from "./file-path.ts";
import type { FileView } from "./file-view.ts";
import { asFiles } from "./files-account.ts";
import { matchRecords } from "./media-rows.ts";
import { fileOrder } from "./sort-files.ts";
import { toFileView } from "./to-file-view.ts";

/**
 * Files and folders below a folder whose name holds the text, whatever the case; folders first, by name.
 * @param input.text at least two characters. @param input.limit 1 to 200
 * @throws AppError `not_found`, `not_allowed`, …, UpstreamError
 */
export async function searchFiles(
  ctx: Ctx,
  input: { text: string; path?: string; limit?: number },
): Promise<FileView[]> {
  const { path: folder } = await readAllowedPath(ctx, input.path ?? "", "read");
  const query = { text: input.text, limit: input.limit ?? 50 };
  const found = await asFiles(ctx, (at) => files.searchFiles(at, accountPath(ctx.env, folder), query));
  // An artist sees none of a customer whose folder somebody put into that of one of theirs.
  const hidden = ctx.actor.kind === "artist" ? await customerFoldersUnder(ctx.db, folder) : [];
  const listed = found
    .toSorted(fileOrder("name", "asc"))
    .flatMap((entry) => {
      const path = pathInBase(ctx.env, entry.path);
      return path === null || path === folder || !isUnder(path, folder) ? [] : [{ entry, path }];
    })
    .filter(({ path }) => !hidden.some((one) => one.folder !== folder && isUnder(path, one.folder)))
    .slice(0, query.limit);
  const ofFiles = listed
    .filter(({ entry }) => !entry.isFolder)
    .map(({ entry, path }) => ({ path, fileId: entry.fileId }));
  const records = await findMediaOf(ctx.db, {
    paths: ofFiles.map(({ path }) => path),
    fileIds: ofFiles.flatMap(({ fileId }) => (fileId === null ? [] : [fileId])),
  });
  const { recordOf } = matchRecords(ofFiles, records);
  const own = await findCustomerFolders(
    ctx.db,
    listed.map(({ path }) => path),
  );
  return listed.map(({ entry, path }) =>
    toFileView(ctx, entry, { path, media: recordOf.get(path), isCustomersOwn: own.has(path) }),
  );
}
