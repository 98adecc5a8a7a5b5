import type { Readable } from "node:stream";
import type { Ctx } from "#lib/auth/context.ts";
import { newId } from "#lib/core/ids.ts";
import { asFiles } from "#lib/media/files-account.ts";
import { abortChunks, beginChunks, putChunk } from "#lib/nextcloud/files/chunks.ts";
import { type AssembledUpload, assembleUpload } from "./assemble-upload.ts";
import { MOST_PIECES } from "./piece-limits.ts";
import { splitStream } from "./split-stream.ts";
import { piecesDestination } from "./upload-session.ts";

const PIECE_BYTES = 64 * 1024 * 1024;

interface ChunkedUpload {
  folder: string;
  name: string;
  modifiedMs: number | null;
  signal?: AbortSignal | undefined;
}

/** One piece: what it holds, and how many bytes. */
export interface Piece {
  body: Readable;
  size: number;
}

/** A body of known size, handed through in pieces without being held; nothing stands under its name until all is there. */
export async function sendInChunks(
  ctx: Ctx,
  upload: ChunkedUpload & { size: number; body: Readable },
): Promise<AssembledUpload> {
  const { size, body } = upload;
  const pieceBytes = Math.max(PIECE_BYTES, Math.ceil(size / MOST_PIECES));
  async function* pieces(): AsyncGenerator<Piece> {
    const split = splitStream(body);
    for (let at = 0; at < size; at += pieceBytes) {
      const bytes = Math.min(pieceBytes, size - at);
      yield { body: split.next(bytes), size: bytes };
    }
  }
  return (await sendPieces(ctx, upload, pieces(), size)).assembled;
}

/** Pieces as they come, each of which is already known in size; `announced` bytes in all, where that is known. */
export async function sendPieces(
  ctx: Ctx,
  upload: ChunkedUpload,
  pieces: AsyncIterable<Piece>,
  announced: number | null,
): Promise<{ assembled: AssembledUpload; size: number }> {
  const { folder, name, modifiedMs, signal } = upload;
  const uploadId = `parlour-${newId()}`;
  const destination = piecesDestination(ctx, folder, uploadId);
  let size = 0;
  try {
    await asFiles(ctx, (at) => beginChunks(at, uploadId, destination));
    let number = 0;
    for await (const piece of pieces) {
      number += 1;
      size += piece.size;
      const totalSize = announced ?? size;
      const options = { size: piece.size, totalSize, destination, signal };
      await asFiles(ctx, (at) => putChunk(at, uploadId, number, piece.body, options));
    }
    const assembled = await assembleUpload(ctx, { uploadId, folder, name, size, modifiedMs });
    return { assembled, size };
  } catch (error) {
    // Nextcloud forgets them after a day where this fails.
    await asFiles(ctx, (at) => abortChunks(at, uploadId)).catch(() => undefined);
    throw error;
  }
}
