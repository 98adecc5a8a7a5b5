import { findUploadSession, type UploadSessionRow } from "#db/queries/media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireUser } from "#lib/auth/permissions.ts";
import { HOUR } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { requireFileAccess } from "#lib/media/file-access.ts";
import { accountPath, joinPath, parentOf } from "#lib/media/file-path.ts";
import type { UploadTarget } from "./find-upload-target.ts";
import { MOST_PIECES } from "./piece-limits.ts";

/** As long as Nextcloud keeps pieces. */
export const SESSION_MS = 24 * HOUR;

const MEGABYTE = 1024 * 1024;
const LEAST_CHUNK_BYTES = 10 * MEGABYTE;

/** Bytes of every chunk but the last: whole megabytes. */
export function chunkBytesFor(size: number): number {
  const least = Math.max(LEAST_CHUNK_BYTES, Math.ceil(size / MOST_PIECES));
  return Math.ceil(least / MEGABYTE) * MEGABYTE;
}

export function chunkCount(session: Pick<UploadSessionRow, "size" | "chunkBytes">): number {
  return Math.ceil(session.size / session.chunkBytes);
}

/** Bytes of the chunk with this number, from 1; null when there is none. */
export function chunkSize(
  session: Pick<UploadSessionRow, "size" | "chunkBytes">,
  number: number,
): number | null {
  const from = (number - 1) * session.chunkBytes;
  if (!Number.isInteger(number) || number < 1 || from >= session.size) return null;
  return Math.min(session.chunkBytes, session.size - from);
}

/** The folder in Nextcloud that holds the chunks. */
export function remoteUploadId(session: Pick<UploadSessionRow, "id">): string {
  return `parlour-${session.id}`;
}

/**
 * What Nextcloud is told the pieces are for: a name nobody has, beside the file to be. Where it keeps objects it writes
 * them straight into a file that stands there (ChunkingV2Plugin), whatever the MOVE at the end says of overwriting.
 */
export function piecesDestination(ctx: Pick<Ctx, "env">, folder: string, uploadId: string): string {
  return accountPath(ctx.env, joinPath(folder, `.${uploadId}`));
}

/** Who the file is for, as it was found when the upload began. */
export function targetOf(
  session: UploadSessionRow,
): Pick<UploadTarget, "customerId" | "direction" | "folder"> {
  return { customerId: session.customerId, direction: session.direction, folder: parentOf(session.path) };
}

/**
 * The upload somebody began, while it lasts and they may still write there. Somebody else's is not there.
 * @throws AppError `not_signed_in`, `not_allowed`, `not_found`
 */
export async function loadUploadSession(ctx: Ctx, id: string): Promise<UploadSessionRow> {
  const userId = requireUser(ctx.actor);
  const session = await findUploadSession(ctx.db, id);
  if (!session || session.userId !== userId || session.expiresAt <= ctx.now()) throw uploadGone();
  await requireFileAccess(ctx, session.path, "write");
  return session;
}

export function uploadGone(): AppError {
  return new AppError("not_found", "This upload is over. Please begin it again.");
}
