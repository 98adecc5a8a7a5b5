import sharp from "sharp";
import { SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { processWide } from "#lib/core/process-wide.ts";
import type { StreamAnswer } from "#lib/nextcloud/files/stream-answer.ts";

/** Of the file a picture is made of. */
export const MAX_PICTURE_BYTES = 40_000_000;
/** Larger ones are not unpacked: a few kilobytes can claim a size that fills the memory. */
const MAX_PIXELS = 50_000_000;
/** Each may hold forty megabytes, and the picture beside it. */
const AT_ONCE = 2;
const MOST_WAITING = 30;
const FORMATS = new Set(["png", "jpeg", "webp", "gif", "avif", "heif", "tiff"]);

/**
 * A picture of a picture, `size` pixels at most on either side: upright, WebP, without what cameras write into it. One
 * after the other, a few at once. Never SVG: what it is is read from its bytes.
 * @returns null for what is no picture or has more than 50 million pixels
 * @throws AppError `rate_limited` when too many wait
 */
export async function shrinkPicture(
  open: () => Promise<StreamAnswer>,
  size: number,
  nowMs: number,
): Promise<Buffer | null> {
  const release = await takeTurn(nowMs);
  try {
    const bytes = await heldUpTo(await open(), MAX_PICTURE_BYTES);
    if (!bytes) return null;
    const { format = "" } = await sharp(bytes, { limitInputPixels: MAX_PIXELS }).metadata();
    if (!FORMATS.has(format)) return null;
    return await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "error" })
      .autoOrient()
      .resize({ width: size, height: size, fit: "inside", withoutEnlargement: true })
      .webp({ quality: 80 })
      .timeout({ seconds: 10 })
      .toBuffer();
  } catch (error) {
    // What sharp says of bytes it cannot read is an Error of no class of its own, and without a code as connections have.
    if (!(error instanceof Error) || error.name !== "Error" || error instanceof AppError || "code" in error)
      throw error;
    return null;
  } finally {
    release();
  }
}

/** Null for more than `maximum` bytes: the file has grown since it was looked at. */
async function heldUpTo(answer: StreamAnswer, maximum: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer.body) {
    const bytes: Buffer = chunk;
    size += bytes.length;
    if (size > maximum) {
      answer.abort();
      return null;
    }
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

interface Turns {
  running: number;
  waiting: (() => void)[];
}

async function takeTurn(nowMs: number): Promise<() => void> {
  const turns = processWide<Turns>("media.shrinking", () => ({ running: 0, waiting: [] }));
  if (turns.running >= AT_ONCE) {
    if (turns.waiting.length >= MOST_WAITING)
      throw new AppError("rate_limited", "So many previews are being made that this one has to wait.", {
        retryAt: nowMs + 2 * SECOND,
      });
    await new Promise<void>((resolve) => turns.waiting.push(resolve));
  } else turns.running += 1;
  return () => {
    const next = turns.waiting.shift();
    if (next) next();
    else turns.running -= 1;
  };
}
