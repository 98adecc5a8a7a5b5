import { destinationHeader, fileHref } from "./file-href.ts";
import type { FilesAt } from "./files-at.ts";
import { filesRequest } from "./files-request.ts";

/** Between two storages Nextcloud copies. */
const TIMEOUT_MS = 120_000;

/**
 * Moves or renames a file or folder; nothing is ever overwritten.
 * @throws UpstreamError `rejected` with `exists`, `not-found`, `parent-missing`, `locked`, `forbidden`,
 * `name-refused`, `quota`
 */
export async function moveFile(at: FilesAt, from: string, to: string): Promise<void> {
  await filesRequest(
    at,
    {
      method: "MOVE",
      href: fileHref(at, from),
      headers: { Destination: destinationHeader(at, to), Overwrite: "F" },
      timeoutMs: TIMEOUT_MS,
    },
    { 412: "exists" },
  );
}
