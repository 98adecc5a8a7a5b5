import type { Readable } from "node:stream";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { parentOf } from "#lib/media/file-path.ts";
import { asFiles } from "#lib/media/files-account.ts";
import { putChunk } from "#lib/nextcloud/files/chunks.ts";
import { noteArrivedChunk } from "./arrived-chunks.ts";
import {
  chunkCount,
  chunkSize,
  loadUploadSession,
  piecesDestination,
  remoteUploadId,
  uploadGone,
} from "./upload-session.ts";

/**
 * Takes one piece of an upload; the same one again is harmless.
 * @returns bytes of the file that have arrived
 * @throws AppError `invalid_input` (`number`, `content_length`), `not_found` once the upload is over; UpstreamError
 */
export async function receiveChunk(
  ctx: Ctx,
  chunk: { id: string; number: number; size: number; body: () => Readable },
): Promise<number> {
  const session = await loadUploadSession(ctx, chunk.id);
  const expected = chunkSize(session, chunk.number);
  if (expected === null)
    throw refused("number", "out_of_range", `This upload has the pieces 1 to ${chunkCount(session)}.`);
  if (chunk.size !== expected)
    throw refused("content_length", "other_size", `Piece ${chunk.number} has ${expected} bytes.`);
  if (session.mediaId !== null) return session.size;
  const uploadId = remoteUploadId(session);
  const destination = piecesDestination(ctx, parentOf(session.path), uploadId);
  const options = { size: expected, totalSize: session.size, destination };
  try {
    await asFiles(ctx, (at) => putChunk(at, uploadId, chunk.number, chunk.body(), options));
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") throw uploadGone();
    throw error;
  }
  return noteArrivedChunk(ctx, session, chunk.number);
}

function refused(field: string, key: string, message: string): AppError {
  return new AppError("invalid_input", message, { errors: { [field]: [key] } });
}
