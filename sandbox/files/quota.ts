import { statSync } from "node:fs";
import { DavError } from "#sandbox/dav/dav-error.ts";
import type { FilesContext } from "./files-context.ts";
import { userFilesDir } from "./user-files-dir.ts";

/** The bytes a user may still store; undefined: unlimited. */
export function freeBytes({ dataDir, sizes, switches }: FilesContext, user: string): number | undefined {
  const quota = switches.quotas.get(user);
  if (quota === undefined) return undefined;
  const home = userFilesDir(dataDir, user);
  return Math.max(0, quota - sizes.sizeOf(home, statSync(home)));
}

/** Refuses what does not fit (507). `where` is the path of Nextcloud's message, its double slash at the top included. */
export function checkQuota(context: FilesContext, user: string, bytes: number, where: string): void {
  const free = freeBytes(context, user);
  if (free === undefined || bytes <= free) return;
  const message = `Insufficient space in ${where}, ${bytes} required, ${free} available`;
  throw new DavError(507, "Sabre\\DAV\\Exception\\InsufficientStorage", message);
}
