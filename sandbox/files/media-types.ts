import { extname } from "node:path";

const byExtension = new Map<string, string>(
  Object.entries({
    ".avif": "image/avif",
    ".bin": "application/x-bin",
    ".csv": "text/csv",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".gif": "image/gif",
    ".heic": "image/heic",
    ".htm": "text/html",
    ".html": "text/html",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "application/javascript",
    ".json": "application/json",
    ".m4a": "audio/mp4",
    ".md": "text/markdown",
    ".mov": "video/quicktime",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".psd": "application/x-photoshop",
    ".svg": "image/svg+xml",
    ".tif": "image/tiff",
    ".tiff": "image/tiff",
    ".txt": "text/plain",
    ".wav": "audio/wav",
    ".webm": "video/webm",
    ".webp": "image/webp",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".zip": "application/zip",
  }),
);

/** The media type by a file's name alone, as Nextcloud tells it. */
export const mediaTypeOf = (name: string) =>
  byExtension.get(extname(name).toLowerCase()) ?? "application/octet-stream";

const withPreview = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** Whether Nextcloud's preview providers take it. Its HEIC, TIFF and SVG providers are off by default. */
export const hasPreview = (name: string) => withPreview.has(mediaTypeOf(name));
