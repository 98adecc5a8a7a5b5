import { findCustomerRow } from "#db/queries/customers.ts";
import { findMedia, type MediaRow } from "#db/queries/media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { SUBFOLDERS } from "#lib/customers/folder-names.ts";
import { makeFolderFor } from "#lib/customers/make-folder-for.ts";
import type { FilesAt } from "#lib/nextcloud/files/files-at.ts";
import { makeFolder } from "#lib/nextcloud/files/make-folder.ts";
import { statFile } from "#lib/nextcloud/files/stat-file.ts";
import { accountPath, isUnder, joinPath, parentOf } from "./file-path.ts";

/**
 * The folder a file from the spool goes into, made where it is missing: the one it was meant for, wherever that was
 * renamed to since; what is a customer's and has a direction goes to the customer's own.
 * @throws UpstreamError, AppError
 */
export async function folderForWaiting(ctx: Ctx, at: FilesAt, media: MediaRow): Promise<string> {
  const { customerId, direction } = media;
  const customer = customerId === null ? undefined : await findCustomerRow(ctx.db, customerId);
  if (customer && (direction !== null || isUnder(media.path, customer.nextcloudFolder ?? media.path))) {
    const own = await makeFolderFor(ctx, at, customer.id);
    const meant = parentOf((await findMedia(ctx.db, media.id))?.path ?? media.path);
    if (!isUnder(meant, own) && direction !== null) return joinPath(own, SUBFOLDERS[direction]);
    await makeBelow(ctx, at, meant);
    return meant;
  }
  const meant = parentOf(media.path);
  await makeBelow(ctx, at, meant);
  return meant;
}

/** Every folder of the path below the base folder, which itself must be there. */
async function makeBelow(ctx: Ctx, at: FilesAt, folder: string): Promise<void> {
  if (folder === "" || (await statFile(at, accountPath(ctx.env, folder)))?.isFolder) return;
  const names = folder.split("/");
  for (let depth = 1; depth <= names.length; depth++)
    await makeFolder(at, accountPath(ctx.env, names.slice(0, depth).join("/")));
}
