/** What the viewer can do with a file. */
export type FileKind =
  | "folder"
  | "image"
  | "pdf"
  | "video"
  | "audio"
  | "text"
  | "archive"
  | "sheet"
  | "other";

const SHOWN_IMAGES = new Set([
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/gif",
  "image/avif",
  "image/bmp",
]);
const TEXTS = new Set(["application/json", "application/x-yaml", "application/yaml", "application/sql"]);
const ARCHIVES = /^application\/(zip|gzip|x-(7z|rar|tar|bzip2|gzip|xz|zip)\S*|vnd\.rar)$/;
const SHEETS = /spreadsheet|ms-excel|^text\/csv$/;

interface Kindred {
  isDir: boolean;
  mimeType: string;
  filename: string;
}

/** By the type the server gives, and by the name where that says nothing. */
export function fileKind({ isDir, mimeType, filename }: Kindred): FileKind {
  if (isDir) return "folder";
  const type = mimeType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "application/pdf" || (type === "application/octet-stream" && /\.pdf$/i.test(filename)))
    return "pdf";
  // SVG is a document with scripts: it is downloaded, never shown.
  if (type.startsWith("image/") && type !== "image/svg+xml") return "image";
  if (type.startsWith("video/")) return "video";
  if (type.startsWith("audio/")) return "audio";
  if (SHEETS.test(type)) return type === "text/csv" ? "text" : "sheet";
  if (type.startsWith("text/") || TEXTS.has(type)) return "text";
  return ARCHIVES.test(type) ? "archive" : "other";
}

/** Whether every browser shows the file itself; other pictures (HEIC, TIFF, PSD) only as Nextcloud's preview. */
export function isShownByBrowsers(mimeType: string): boolean {
  return SHOWN_IMAGES.has(mimeType.split(";")[0]?.trim().toLowerCase() ?? "");
}
