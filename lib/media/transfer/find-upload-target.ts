import type { MediaDirection } from "#db/queries/media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { requireCustomerAccess } from "#lib/customers/customer-access.ts";
import { ensureCustomerFolder } from "#lib/customers/ensure-customer-folder.ts";
import { directionOf, SUBFOLDERS } from "#lib/customers/folder-names.ts";
import { requireFileAccess } from "#lib/media/file-access.ts";
import { isFilePath, joinPath, nameOf, parentOf, readFileName, readFilePath } from "#lib/media/file-path.ts";

/** Where a file shall go, as it was written. */
export interface UploadWish {
  /** The file's own path. */
  path?: string | undefined;
  /** A folder; or the file's own path, where its last name is the file's. */
  folder?: string | undefined;
  filename?: string | undefined;
  /** Whose it is: it goes to their Sent Media where no path is given. */
  customerId?: string | undefined;
}

export interface UploadTarget {
  /** Relative to the base. */
  folder: string;
  name: string;
  customerId: string | null;
  direction: MediaDirection | null;
}

/**
 * Where a file goes, once the actor may put it there.
 * @throws AppError `invalid_input` (`path`, `name`, `nextcloud_path`, `customer_id`), `not_allowed`, `not_found`
 */
export async function findUploadTarget(ctx: Ctx, wish: UploadWish): Promise<UploadTarget> {
  const { folder, name } = await placeOf(ctx, wish);
  const path = joinPath(folder, name);
  if (!isFilePath(ctx.env, path))
    throw refused("path", "name_not_allowed", "This path holds a name that is not allowed.");
  const access = await requireFileAccess(ctx, path, "write");
  if (wish.customerId !== undefined && access.customerId === null)
    await requireCustomerAccess(ctx, wish.customerId);
  if (wish.customerId !== undefined && access.customerId !== null && access.customerId !== wish.customerId)
    throw refused("customer_id", "other_folder", "This folder belongs to another customer.");
  return {
    folder: parentOf(path),
    name: nameOf(path),
    customerId: access.customerId ?? wish.customerId ?? null,
    direction: directionOf(path),
  };
}

async function placeOf(ctx: Ctx, wish: UploadWish): Promise<{ folder: string; name: string }> {
  if (wish.path !== undefined) {
    const path = readFilePath(ctx.env, wish.path);
    return { folder: parentOf(path), name: readFileName(nameOf(path)) };
  }
  const written = wish.filename ?? "";
  if (written === "") throw refused("filename", "required", "The file needs a name.");
  const name = readFileName(written);
  if (wish.folder !== undefined && wish.folder !== "") {
    const folder = readFilePath(ctx.env, wish.folder);
    return { folder: nameOf(folder) === name ? parentOf(folder) : folder, name };
  }
  if (wish.customerId === undefined)
    throw refused("nextcloud_path", "required", "Say where the file goes: nextcloud_path or customer_id.");
  return { folder: await sentMediaOf(ctx, wish.customerId), name };
}

/** A customer's folder that is known is not asked for: Nextcloud may be away. */
async function sentMediaOf(ctx: Ctx, customerId: string): Promise<string> {
  const customer = await requireCustomerAccess(ctx, customerId);
  if (customer.nextcloudFolder !== null) return joinPath(customer.nextcloudFolder, SUBFOLDERS.sent);
  return (await ensureCustomerFolder(ctx, customerId)).subfolders.sent;
}

function refused(field: string, key: string, message: string): AppError {
  return new AppError("invalid_input", message, { errors: { [field]: [key] } });
}
