import sharp from "sharp";
import { pictureFormat } from "#lib/media/picture-format.ts";
import { typeOfName } from "#lib/media/transfer/file-types.ts";

const UNKNOWN = "application/octet-stream";
/** Larger claims are no picture that anybody draws. */
const MOST_SIDE = 100_000;

/** The kinds of pictures a browser shows without running anything, told by their first bytes alone. */
export function rasterType(head: Uint8Array): string | null {
  const format = pictureFormat(head);
  if (format) return `image/${format}`;
  const mark = Buffer.from(head.subarray(0, 6)).toString("latin1");
  return mark === "GIF87a" || mark === "GIF89a" ? "image/gif" : null;
}

/** What a file is said to be: a picture only where its bytes are one, else what its name says. */
export function mediaType(head: Uint8Array, filename: string): string {
  const raster = rasterType(head);
  if (raster) return raster;
  const named = typeOfName(filename);
  const isText = named === "text/html" || named === "text/xml";
  return named === null || isText || named.startsWith("image/") ? UNKNOWN : named;
}

/** How large a picture is drawn, pixels, turned as its EXIF says; null where its head does not tell. */
export async function pictureSize(head: Uint8Array): Promise<{ width: number; height: number } | null> {
  if (!rasterType(head)) return null;
  try {
    const { autoOrient } = await sharp(head, { limitInputPixels: false, failOn: "none" }).metadata();
    const { width, height } = autoOrient;
    return width > 0 && height > 0 && Math.max(width, height) <= MOST_SIDE ? { width, height } : null;
  } catch {
    return null;
  }
}
