import sharp from "sharp";
import type { PictureRow } from "#db/queries/pictures.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import { pictureFormat } from "./picture-format.ts";

/** Larger ones are not unpacked: a few kilobytes can claim a size that fills the memory. */
const MAX_PIXELS = 50_000_000;

/**
 * Makes a picture somebody sent fit to be shown: upright, within a box, WebP, without EXIF (where and when it was
 * taken), profiles or further frames. What it is, is read from its bytes alone.
 * @throws AppError `invalid_input` at `picture`: `not_a_picture`, `too_many_pixels`
 */
export async function shapePicture(
  ctx: Pick<Ctx, "now">,
  bytes: Uint8Array,
  box: { width: number; height: number; fit: "cover" | "inside" },
): Promise<PictureRow> {
  const format = pictureFormat(bytes);
  if (!format) throw notAPicture();
  const { width, height } = await readSize(bytes, format);
  if (width * height > MAX_PIXELS) {
    throw new AppError("invalid_input", "This picture has more than 50 million pixels.", {
      errors: { picture: ["too_many_pixels"] },
    });
  }
  try {
    const shaped = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error" })
      .autoOrient()
      .resize({ ...box, withoutEnlargement: box.fit === "inside" })
      .webp({ quality: 82 })
      .timeout({ seconds: 10 })
      .toBuffer();
    return { id: newId(), mimeType: "image/webp", bytes: shaped, createdAt: ctx.now() };
  } catch (error) {
    throw notAPicture(error);
  }
}

async function readSize(bytes: Uint8Array, format: string): Promise<{ width: number; height: number }> {
  // Without a limit here, so that one that is too large is told so.
  const read = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch((error: unknown) => {
      throw notAPicture(error);
    });
  if (read.format !== format) throw notAPicture();
  return read;
}

function notAPicture(cause?: unknown): AppError {
  return new AppError("invalid_input", "Send a picture: PNG, JPEG or WebP.", {
    errors: { picture: ["not_a_picture"] },
    cause,
  });
}
