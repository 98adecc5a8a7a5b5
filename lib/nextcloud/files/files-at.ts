import { joinUnderBase } from "../account.ts";
import type { Transport } from "../transport.ts";

/** An account's files: how they are asked for, and the paths (with a trailing slash) everything hangs below. */
export interface FilesAt {
  transport: Transport;
  filesRoot: string;
  uploadsRoot: string;
  trashRoot: string;
}

/**
 * Where Nextcloud keeps the account's files. `userId` where it is another than the name the account signs in with.
 */
export function nextcloudFiles(transport: Transport, userId = transport.account.username): FilesAt {
  const root = (kind: string) =>
    `${joinUnderBase(transport.account.baseUrl, `/remote.php/dav/${kind}`)}/${encodeURIComponent(userId)}/`;
  return { transport, filesRoot: root("files"), uploadsRoot: root("uploads"), trashRoot: root("trashbin") };
}
