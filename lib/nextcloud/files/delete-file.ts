import { fileHref } from "./file-href.ts";
import type { FilesAt } from "./files-at.ts";
import { filesRequest } from "./files-request.ts";

/** A folder goes to the trash file by file where it lies on another storage. */
const TIMEOUT_MS = 120_000;

/**
 * Deletes a file, or a folder with all that is in it; Nextcloud moves it to its trash. `etag`: only while it is
 * this one.
 * @throws UpstreamError `rejected` with `not-found`, `changed`, `locked`, `forbidden`
 */
export async function deleteFile(at: FilesAt, path: string, options: { etag?: string } = {}): Promise<void> {
  if (path === "") throw new RangeError("The account's home cannot be deleted.");
  await filesRequest(at, {
    method: "DELETE",
    href: fileHref(at, path),
    headers: options.etag === undefined ? {} : { "If-Match": options.etag },
    timeoutMs: TIMEOUT_MS,
  });
}
