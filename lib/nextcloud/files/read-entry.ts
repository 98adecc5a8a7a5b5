import type { FileEntry } from "./file-entry.ts";
import type { FileRow } from "./file-row.ts";

/** The entry a row describes; `path` is what its address was read to. */
export function readEntry({ texts, isFolder }: FileRow, path: string): FileEntry {
  const length = wholeNumber(texts.get("getcontentlength"));
  const size = wholeNumber(texts.get("size"));
  return {
    path,
    name: path.slice(path.lastIndexOf("/") + 1),
    isFolder,
    size: isFolder ? size : (length ?? size),
    modifiedMs: instant(texts.get("getlastmodified")),
    etag: texts.get("getetag") || null,
    mimeType: isFolder ? "" : texts.get("getcontenttype") || "application/octet-stream",
    fileId: texts.get("fileid") || null,
    permissions: texts.get("permissions") ?? "",
    hasPreview: texts.get("has-preview") === "true",
    quotaAvailableBytes: wholeNumber(texts.get("quota-available-bytes")),
  };
}

/** Null also for what Nextcloud writes below zero: not known yet, unlimited. */
function wholeNumber(text: string | undefined): number | null {
  if (text === undefined || !/^\d{1,16}$/.test(text)) return null;
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : null;
}

function instant(text: string | undefined): number | null {
  const ms = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}
