import type { UploadView } from "#lib/media/transfer/upload-view.ts";
import { iso } from "./iso.ts";

/** An upload in pieces in an answer. */
export function uploadJson(view: UploadView) {
  return {
    id: view.id,
    path: view.path,
    size: view.size,
    chunk_bytes: view.chunkBytes,
    chunks: view.chunks,
    received_bytes: view.receivedBytes,
    expires_at: iso(view.expiresAt),
  };
}
