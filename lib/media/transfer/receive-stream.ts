import { Readable } from "node:stream";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import type { MediaView } from "#lib/media/file-view.ts";
import { toMediaView } from "#lib/media/to-file-view.ts";
import type { UploadWish } from "./find-upload-target.ts";
import { MOST_PIECES } from "./piece-limits.ts";
import { prepareFolder } from "./prepare-folder.ts";
import { acceptUpload, receiveUpload, recordUpload } from "./receive-upload.ts";
import { type Piece, sendPieces } from "./send-in-chunks.ts";
import { maximumBytes, recordedType, requireSize } from "./upload-limits.ts";

/** Held at most, so that it can be sent with its length. */
export const HELD_BYTES = 8 * 1024 * 1024;

/** The beginning of a file whose size nobody said, and what is still to come. */
export interface BegunFile {
  /** All of it where `rest` is null. */
  head: Buffer;
  rest: AsyncIterator<Buffer> | null;
}

/** Reads until the end or until more would have to be held. */
export async function beginFile(body: Readable): Promise<BegunFile> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const rest: AsyncIterator<Buffer> = body.iterator({ destroyOnReturn: false });
  while (bytes < HELD_BYTES) {
    const next = await rest.next();
    if (next.done) return { head: Buffer.concat(chunks), rest: null };
    chunks.push(next.value);
    bytes += next.value.length;
  }
  return { head: Buffer.concat(chunks), rest };
}

/**
 * Takes a file whose size nobody said, as a part of a form: Nextcloud wants the length of everything it is sent, so
 * that a small file is held and a large one goes in pieces that are held one at a time.
 * @throws as `receiveUpload`
 */
export async function receiveStream(
  ctx: Ctx,
  file: UploadWish & { mimeType?: string | undefined; begun: BegunFile; signal?: AbortSignal | undefined },
): Promise<MediaView> {
  const { head, rest } = file.begun;
  if (rest === null) return receiveHeld(ctx, { ...file, head });
  const target = await acceptUpload(ctx, file, head.length);
  await prepareFolder(ctx, target, head.length);
  const upload = { folder: target.folder, name: target.name, modifiedMs: null, signal: file.signal };
  const { assembled, size } = await sendPieces(ctx, upload, piecesOf(ctx, head, rest), null);
  const mimeType = recordedType(target.name, file.mimeType);
  return toMediaView(await recordUpload(ctx, target, { ...assembled, size, mimeType }));
}

/** What is held can be sent again under the next number. */
async function receiveHeld(
  ctx: Ctx,
  file: UploadWish & { mimeType?: string | undefined; head: Buffer; signal?: AbortSignal | undefined },
): Promise<MediaView> {
  const body = () => Readable.from(file.head.length > 0 ? [file.head] : [], { objectMode: false });
  for (let tries = 1; ; tries += 1) {
    try {
      return await receiveUpload(ctx, { ...file, size: file.head.length, body });
    } catch (error) {
      if (!(error instanceof AppError && error.code === "name_taken") || tries >= 5) throw error;
    }
  }
}

/** Pieces of as much as is held; the largest file that is taken fits into Nextcloud's ten thousand. */
async function* piecesOf(ctx: Ctx, head: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Piece> {
  let chunks = [head];
  let held = head.length;
  let total = head.length;
  const pieceBytes = Math.max(
    HELD_BYTES,
    Math.min(64 * 1024 * 1024, Math.ceil(maximumBytes(ctx.env) / MOST_PIECES)),
  );
  for (;;) {
    const next = held < pieceBytes ? await rest.next() : null;
    if (next && !next.done) {
      chunks.push(next.value);
      held += next.value.length;
      total += next.value.length;
      requireSize(ctx.env, total);
      continue;
    }
    if (held > 0) yield { body: Readable.from(chunks, { objectMode: false }), size: held };
    if (next?.done) return;
    chunks = [];
    held = 0;
  }
}
