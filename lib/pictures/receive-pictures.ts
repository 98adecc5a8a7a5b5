import { Readable } from "node:stream";
import { insertDraftPicture } from "#db/queries/draft-pictures.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { DAY } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { hashToken, newId, newToken } from "#lib/core/ids.ts";
import { pictureFormat } from "#lib/media/picture-format.ts";
import { openSpooled } from "#lib/media/spool/open-spooled.ts";
import { removeSpooled } from "#lib/media/spool/remove-spooled.ts";
import { spoolFile } from "#lib/media/spool/spool-file.ts";
import { draftPreviewUrl } from "./draft-preview-url.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import {
  addressBytes,
  DRAFT_MS,
  DRAFT_SAFE_MS,
  draftBytes,
  MAX_FILE_BYTES,
  MAX_TOGETHER_BYTES,
  MOST_PICTURES,
  type PictureRefusal,
} from "./picture-limits.ts";
import { pictureName } from "./picture-name.ts";
import { type RedrawnPicture, redrawPicture } from "./redraw-picture.ts";

/** A picture that was kept, until a request is made with its token. */
export interface ReceivedPicture {
  id: string;
  token: string;
  filename: string;
  /** Bytes of what is kept. */
  size: number;
  width: number;
  height: number;
  previewUrl: string;
}

export interface RefusedPicture {
  filename: string;
  reason: PictureRefusal;
}

export interface PictureIntake {
  /** Takes one file to its end. What is refused is noted and read to its end, so that what follows is kept. */
  take(file: { filename: string; body: Readable }): Promise<void>;
  readonly pictures: ReceivedPicture[];
  readonly refused: RefusedPicture[];
}

/**
 * Receives the pictures of a form one after the other. Each waits sealed in the spool until it is its turn to be drawn
 * anew, so that one file is in memory at a time, however many come, and nothing of an original stays. `already` is the
 * number of pictures the form has. What comes from one client address is counted by the day.
 */
export function receivePictures(ctx: Ctx, already = 0, address: string | null = null): PictureIntake {
  const pictures: ReceivedPicture[] = [];
  const refused: RefusedPicture[] = [];
  let together = 0;
  return {
    pictures,
    refused,
    async take({ filename, body }) {
      const meter = { bytes: 0 };
      const chunks = metered(body, meter);
      const outcome =
        already + pictures.length >= MOST_PICTURES
          ? await refusedUnlessEmpty(filename, chunks)
          : await receiveOne(ctx, { filename, address }, chunks, MAX_TOGETHER_BYTES - together);
      if (outcome === null) return;
      if (typeof outcome === "string") {
        refused.push({ filename: filename.slice(-120), reason: outcome });
        // What follows in the form comes only once this was read.
        while (!(await chunks.next()).done);
        return;
      }
      together += meter.bytes;
      pictures.push(outcome);
    },
  };
}

interface Origin {
  filename: string;
  /** The client's; null where nobody counts. */
  address: string | null;
}

/** @returns null for a field that was left empty. */
async function receiveOne(
  ctx: Ctx,
  of: Origin,
  body: AsyncIterator<Buffer>,
  roomLeft: number,
): Promise<ReceivedPicture | PictureRefusal | null> {
  const head = await readHead(body);
  if (head.length === 0) return of.filename === "" ? null : "damaged";
  if (!pictureFormat(head)) return "not_a_picture";
  const maximum = Math.min(MAX_FILE_BYTES, roomLeft);
  const rawId = newId();
  try {
    const rest = Readable.from(joined(head, body), { objectMode: false });
    await spoolFile(ctx.env, rawId, rest, { maximumBytes: maximum });
    const drawn = await oneAtATime(async () => redrawPicture(await heldFile(ctx, rawId)));
    if (drawn === null) return "busy";
    return typeof drawn === "string" ? drawn : await keep(ctx, of, drawn);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "quota_exceeded") return "no_room";
    if (error.code !== "too_large") throw error;
    return maximum < MAX_FILE_BYTES ? "too_large_together" : "too_large";
  } finally {
    await removeSpooled(ctx.env, rawId).catch(() => undefined);
  }
}

/** A form has all it may have; a field that was left empty is none more. */
async function refusedUnlessEmpty(
  filename: string,
  body: AsyncIterator<Buffer>,
): Promise<PictureRefusal | null> {
  return filename === "" && (await readHead(body)).length === 0 ? null : "too_many";
}

async function keep(
  ctx: Ctx,
  { filename, address }: Origin,
  drawn: RedrawnPicture,
): Promise<ReceivedPicture | PictureRefusal> {
  const id = newId();
  const token = newToken();
  const nowMs = ctx.now();
  const { bytes, mimeType, width, height } = drawn;
  const name = pictureName(filename, drawn.extension);
  await spoolFile(ctx.env, id, Readable.from([bytes], { objectMode: false }), {
    maximumBytes: bytes.length,
  });
  const { outcome, gone } = await insertDraftPicture(
    ctx.db,
    {
      id,
      tokenHash: hashToken(token),
      filename: name,
      mimeType,
      size: bytes.length,
      width,
      height,
      spoolId: id,
      createdAt: nowMs,
      expiresAt: nowMs + DRAFT_MS,
    },
    {
      maximumBytes: draftBytes(ctx.env),
      mayGoBeforeMs: nowMs - DRAFT_SAFE_MS,
      ofSender:
        address === null || ctx.env.PARLOUR_RATE_LIMITS === "off"
          ? null
          : {
              key: `picture-bytes:${address}`,
              windowStart: nowMs - (nowMs % DAY),
              maximumBytes: addressBytes(ctx.env),
            },
    },
  ).catch(async (error: unknown) => {
    await removeSpooled(ctx.env, id).catch(() => undefined);
    throw error;
  });
  for (const spoolId of gone) await removeSpooled(ctx.env, spoolId);
  if (outcome !== "stored") {
    await removeSpooled(ctx.env, id);
    return outcome === "full" ? "no_room" : "enough_today";
  }
  return { id, token, filename: name, size: bytes.length, width, height, previewUrl: draftPreviewUrl(token) };
}

/** Enough to know what it is; fewer bytes where the file ends. */
async function readHead(body: AsyncIterator<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  while (size < 12) {
    const { value, done } = await body.next();
    if (done) break;
    chunks.push(value);
    size += value.length;
  }
  return Buffer.concat(chunks);
}

async function* joined(head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

/** Not by `for await`, which would end the form's stream with the first file that is refused. */
async function* metered(body: Readable, meter: { bytes: number }): AsyncGenerator<Buffer> {
  const chunks = body.iterator({ destroyOnReturn: false });
  for (let next = await chunks.next(); !next.done; next = await chunks.next()) {
    const chunk = Buffer.from(next.value);
    meter.bytes += chunk.length;
    yield chunk;
  }
}

async function heldFile(ctx: Ctx, spoolId: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of openSpooled(ctx.env, spoolId)) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
