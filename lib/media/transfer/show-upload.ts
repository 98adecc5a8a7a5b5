import type { Ctx } from "#lib/auth/context.ts";
import { bytesOf, readArrivedChunks } from "./arrived-chunks.ts";
import { chunkCount, loadUploadSession, uploadGone } from "./upload-session.ts";
import type { UploadView } from "./upload-view.ts";

/**
 * Which pieces have arrived, as Nextcloud says.
 * @throws AppError `not_found` once it is over; UpstreamError when Nextcloud is away
 */
export async function showUpload(ctx: Ctx, id: string): Promise<UploadView> {
  const session = await loadUploadSession(ctx, id);
  const { path, size, chunkBytes, expiresAt } = session;
  if (session.mediaId !== null) {
    const chunks = Array.from({ length: chunkCount(session) }, (_, index) => index + 1);
    return { id, path, size, chunkBytes, chunks, receivedBytes: size, expiresAt };
  }
  const arrived = await readArrivedChunks(ctx, session);
  if (!arrived) throw uploadGone();
  const chunks = [...arrived.keys()].sort((a, b) => a - b);
  return { id, path, size, chunkBytes, chunks, receivedBytes: bytesOf(arrived), expiresAt };
}
