import type { FileView, FolderPage } from "#lib/media/file-view.ts";
import type { CustomerMedia } from "#lib/media/list-customer-media.ts";
import type { LinkShare } from "#lib/nextcloud/files/link-shares.ts";
import { isoOrNull } from "./iso.ts";
import { mediaJson } from "./media-json.ts";

/** Files and folders in answers. */

/** Pictures sharp makes small where Nextcloud makes no preview. */
const SHRINKABLE = /^image\/(png|jpe?g|webp|gif|avif|tiff)$/;
const PREVIEW_PIXELS = 256;

export function fileJson(file: FileView) {
  const isReadable = !file.isDir && file.permissions.read;
  const isThere = file.media === null || file.media.state === "stored";
  return {
    filename: file.filename,
    path: file.path,
    mime_type: file.mimeType,
    size: file.size,
    last_modified: isoOrNull(file.modifiedMs),
    is_dir: file.isDir,
    etag: file.etag,
    file_id: file.fileId,
    permissions: file.permissions,
    has_preview: file.hasPreview,
    preview_url: isReadable && isThere ? previewUrl(file.path, file.hasPreview, file.mimeType) : null,
    file_url: isReadable ? fileUrl(file.path) : null,
    media: file.media && mediaJson(file.media),
  };
}

export function folderPageJson(page: FolderPage) {
  return {
    path: page.path,
    permissions: page.permissions,
    rows: page.rows.map(fileJson),
    total: page.total,
    next_cursor: page.nextCursor,
    available_bytes: page.availableBytes,
  };
}

export function customerMediaJson({ rows, folders, availableBytes, reachable }: CustomerMedia) {
  return { rows: rows.map(fileJson), folders, available_bytes: availableBytes, reachable };
}

export function shareJson({ id, url, expires, hasPassword }: LinkShare) {
  return { id, url, expires, has_password: hasPassword };
}

function fileUrl(path: string): string {
  return `/api/crm/nextcloud/file?path=${encodeURIComponent(path)}`;
}

/** Null where there can be none. */
function previewUrl(path: string, hasPreview: boolean, mimeType: string): string | null {
  if (!hasPreview && !SHRINKABLE.test(mimeType)) return null;
  return `/api/crm/nextcloud/preview?path=${encodeURIComponent(path)}&size=${PREVIEW_PIXELS}`;
}
