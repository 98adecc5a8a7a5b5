import { extensionOf, typeOfName } from "#lib/media/transfer/file-types.ts";

const UNKNOWN = "application/octet-stream";

/** Shown in the browser. */
const SHOWN = new Set([
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
  "image/avif",
  "image/bmp",
  "application/pdf",
  "video/mp4",
  "video/webm",
  "video/quicktime",
  "audio/mpeg",
  "audio/mp4",
  "audio/aac",
  "audio/ogg",
  "audio/wav",
  "audio/flac",
  "text/plain",
]);

/** Kept as a file, but under their own name. */
const KEPT = new Set([
  "image/heic",
  "image/heif",
  "image/tiff",
  "image/vnd.adobe.photoshop",
  "application/zip",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  "application/vnd.oasis.opendocument.text",
  "application/vnd.oasis.opendocument.spreadsheet",
]);

/**
 * What a file is said to be when it leaves from our origin: by its name's extension, and without one by Nextcloud's
 * word. Nothing a browser could run is named as such: HTML, SVG, XML, scripts and everything unknown are bytes to be
 * kept.
 */
export function safeContentType(name: string, told: string | undefined): string {
  const type = extensionOf(name) === null ? essence(told ?? "") : typeOfName(name);
  if (type === "text/plain") return "text/plain; charset=utf-8";
  return type !== null && (SHOWN.has(type) || KEPT.has(type)) ? type : UNKNOWN;
}

/** Whether a browser shows an answer of this type instead of keeping it. */
export function isShown(contentType: string): boolean {
  return SHOWN.has(essence(contentType));
}

function essence(type: string): string {
  return (type.split(";")[0] ?? "").trim().toLowerCase();
}
