import type { MediaRow } from "#db/queries/media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import type { FileEntry } from "#lib/nextcloud/files/file-entry.ts";
import { isFilePath, nameOf } from "./file-path.ts";
import { filePermissions, noPermissions } from "./file-permissions.ts";
import type { FileView, MediaView } from "./file-view.ts";

/**
 * What stands in Nextcloud, beside what Parlour knows of it. `path` relative to the base. With what has a name that no
 * path of ours can say, nothing can be done here.
 */
export function toFileView(
  ctx: Pick<Ctx, "actor" | "env">,
  entry: FileEntry,
  at: { path: string; media?: MediaRow | undefined; isCustomersOwn?: boolean },
): FileView {
  const { path, media, isCustomersOwn = false } = at;
  return {
    fileId: entry.fileId,
    filename: nameOf(path),
    path,
    isDir: entry.isFolder,
    mimeType: entry.mimeType,
    size: entry.size,
    modifiedMs: entry.modifiedMs,
    etag: entry.etag,
    hasPreview: entry.hasPreview,
    permissions: isFilePath(ctx.env, path)
      ? filePermissions(ctx.actor, entry.permissions, { path, isFolder: entry.isFolder, isCustomersOwn })
      : noPermissions(),
    // It stands where it was found, whatever the record still says.
    media: media ? { ...toMediaView(media), path, filename: nameOf(path), state: "stored" } : null,
  };
}

/** A record without its file: it waits in the spool, is missing, or lies where nobody looked or can look now. */
export function recordOnlyView(media: MediaRow): FileView {
  return {
    fileId: null,
    filename: nameOf(media.path),
    path: media.path,
    isDir: false,
    mimeType: media.mimeType,
    size: media.size,
    modifiedMs: media.createdAt,
    etag: null,
    hasPreview: false,
    permissions: noPermissions({
      read: media.state !== "missing",
      delete: media.state === "waiting",
    }),
    media: toMediaView(media),
  };
}

export function toMediaView(row: MediaRow): MediaView {
  return {
    id: row.id,
    customerId: row.customerId,
    filename: nameOf(row.path),
    path: row.path,
    direction: row.direction,
    mimeType: row.mimeType,
    size: row.size,
    state: row.state,
    uploadedBy: row.uploadedByName,
    createdAt: row.createdAt,
  };
}
