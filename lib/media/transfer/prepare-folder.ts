import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { ensureCustomerFolder } from "#lib/customers/ensure-customer-folder.ts";
import { accountPath } from "#lib/media/file-path.ts";
import { asFiles } from "#lib/media/files-account.ts";
import type { FileEntry } from "#lib/nextcloud/files/file-entry.ts";
import { statFile } from "#lib/nextcloud/files/stat-file.ts";
import type { UploadTarget } from "./find-upload-target.ts";

/**
 * Before a byte is read: the folder is there, may be written to and has room. A customer's own folders are made where
 * they are missing.
 * @throws AppError `not_found`, `not_allowed`, `quota_exceeded`; UpstreamError when Nextcloud cannot be asked
 */
export async function prepareFolder(ctx: Ctx, target: UploadTarget, size: number): Promise<void> {
  const folder = await findFolder(ctx, target);
  if (!folder) throw new AppError("not_found", "The folder is gone.");
  if (!folder.isFolder) throw new AppError("not_found", "This is a file, not a folder.");
  if (folder.permissions !== "" && !/[CW]/.test(folder.permissions))
    throw new AppError("not_allowed", "Nextcloud does not allow new files in this folder.");
  const room = folder.quotaAvailableBytes;
  if (room !== null && size > room)
    throw new AppError("quota_exceeded", `Nextcloud has ${room} bytes left; this file has ${size}.`);
}

async function findFolder(ctx: Ctx, target: UploadTarget): Promise<FileEntry | null> {
  const look = () => asFiles(ctx, (at) => statFile(at, accountPath(ctx.env, target.folder)));
  const found = await look();
  if (found || target.customerId === null || target.direction === null) return found;
  await ensureCustomerFolder(ctx, target.customerId);
  return look();
}
