import { joinUnderBase } from "../account.ts";
import { fileFailure } from "./file-failure.ts";
import type { FilesAt } from "./files-at.ts";
import { readStreamFailure } from "./read-stream-text.ts";
import type { StreamAnswer } from "./stream-answer.ts";

/**
 * Nextcloud's own picture of a file, no larger than `width` × `height` pixels and in the file's proportions; null
 * where it has none (404), or will not make one of this size (400).
 * @throws UpstreamError as Transport.openStream
 */
export async function openPreview(
  at: FilesAt,
  fileId: string,
  options: { width: number; height: number; signal?: AbortSignal },
): Promise<StreamAnswer | null> {
  const { width, height, signal } = options;
  const query = new URLSearchParams({
    fileId,
    x: String(width),
    y: String(height),
    // Keeps the proportions; and no icon in place of a picture.
    a: "1",
    forceIcon: "0",
  });
  const path = `/index.php/core/preview?${query}`;
  const href = joinUnderBase(at.transport.account.baseUrl, path);
  const answer = await at.transport.openStream({ method: "GET", href, signal });
  if (answer.status === 200) return answer;
  const read = await readStreamFailure(answer);
  if (answer.status === 404 || answer.status === 400) return null;
  throw fileFailure(new URL(at.transport.origin).host, read);
}
