import type { Ctx } from "#lib/auth/context.ts";
import { asFiles } from "#lib/media/files-account.ts";
import { findFolder, type WithFolder } from "./find-folder.ts";

/**
 * Where the customer's folder stands now, below the base folder; null when there is none, or none any more. A folder
 * that somebody renamed or moved in Nextcloud is found by its fileid, and what is known of it follows.
 * @throws AppError and UpstreamError as `asFiles`
 */
export async function folderOf(ctx: Ctx, customer: WithFolder): Promise<string | null> {
  if (customer.nextcloudFolder === null) return null;
  const found = await asFiles(ctx, (at) => findFolder(ctx, at, customer));
  return found?.path ?? null;
}
