import type { LeftFolder } from "#db/queries/merged-customers.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { accountPath, pathInBase } from "#lib/media/file-path.ts";
import type { FileEntry } from "#lib/nextcloud/files/file-entry.ts";
import type { FilesAt } from "#lib/nextcloud/files/files-at.ts";
import { findFileById } from "#lib/nextcloud/files/search-files.ts";
import { statFile } from "#lib/nextcloud/files/stat-file.ts";

/**
 * A folder that nobody has any more, as it stands in Nextcloud: by its fileid where it has one, because somebody may
 * have moved it and put another in its place; null when there is none below the base folder.
 * @throws UpstreamError
 */
export async function findLeftFolder(
  ctx: Pick<Ctx, "env">,
  at: FilesAt,
  { path, fileId }: Pick<LeftFolder, "path" | "fileId">,
): Promise<{ path: string; entry: FileEntry } | null> {
  const entry = await statFile(at, accountPath(ctx.env, path));
  const isThatOne = entry !== null && (fileId === null || entry.fileId === null || entry.fileId === fileId);
  const found = isThatOne || fileId === null ? entry : await findFileById(at, fileId);
  // Outside the base folder it is somebody else's matter.
  const below = found?.isFolder ? pathInBase(ctx.env, found.path) : null;
  return found && below ? { path: below, entry: found } : null;
}
