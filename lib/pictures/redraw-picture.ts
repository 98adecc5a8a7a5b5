import sharp from "sharp";
import { pictureFormat } from "#lib/media/picture-format.ts";
import { KEPT_PIXELS, MAX_PIXELS, type PictureRefusal } from "./picture-limits.ts";

export interface RedrawnPicture {
  bytes: Buffer;
  mimeType: "image/jpeg" | "image/png";
  extension: "jpg" | "png";
  width: number;
  height: number;
}

const MAX_PNG_BYTES = 12_000_000;
/** Where a drawing with transparency would be larger than that. */
const SMALLER_PIXELS = 1600;
const SECONDS = 30;

/**
 * Draws a picture anew: upright, 3000 pixels on the longer side at most, in sRGB, of its first frame, and without
 * anything else that was in the file (where it was taken, by whom, profiles, what hides behind its end). JPEG, or PNG
 * where something can be seen through. The header is read first: what would fill the memory is never unpacked.
 * @returns the reason where it is refused
 */
export async function redrawPicture(bytes: Buffer): Promise<RedrawnPicture | PictureRefusal> {
  const format = pictureFormat(bytes);
  if (!format) return "not_a_picture";
  const read = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => null);
  if (!read || read.format !== format) return "damaged";
  if (read.width * read.height > MAX_PIXELS) return "too_many_pixels";
  try {
    return read.hasAlpha ? await redrawDrawing(bytes) : await redrawPhoto(bytes);
  } catch {
    return "damaged";
  }
}

function opened(bytes: Buffer, pixels: number) {
  return sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error", pages: 1 })
    .autoOrient()
    .resize({ width: pixels, height: pixels, fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb")
    .timeout({ seconds: SECONDS });
}

async function redrawPhoto(bytes: Buffer): Promise<RedrawnPicture> {
  const { data, info } = await opened(bytes, KEPT_PIXELS)
    .jpeg({ quality: 85 })
    .toBuffer({ resolveWithObject: true });
  return {
    bytes: data,
    mimeType: "image/jpeg",
    extension: "jpg",
    width: info.width,
    height: info.height,
  };
}

async function redrawDrawing(bytes: Buffer): Promise<RedrawnPicture> {
  const drawn = await opened(bytes, KEPT_PIXELS).png().toBuffer({ resolveWithObject: true });
  // Many say that something can be seen through, and nothing can.
  if ((await sharp(drawn.data).stats()).isOpaque) return redrawPhoto(drawn.data);
  const { data, info } =
    drawn.data.length <= MAX_PNG_BYTES
      ? drawn
      : await opened(drawn.data, SMALLER_PIXELS).png().toBuffer({ resolveWithObject: true });
  return {
    bytes: data,
    mimeType: "image/png",
    extension: "png",
    width: info.width,
    height: info.height,
  };
}
