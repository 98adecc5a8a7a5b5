import { claimCustomerFolder, touchesOthersFolder } from "#db/queries/customer-folders.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { accountPath, readFilePath } from "#lib/media/file-path.ts";
import { asFiles } from "#lib/media/files-account.ts";
import { statFile } from "#lib/nextcloud/files/stat-file.ts";
import { requireCustomerAccess, requireFrontDesk } from "./customer-access.ts";
import { type CustomerFolder, ensureCustomerFolder } from "./ensure-customer-folder.ts";

/**
 * Makes a folder that somebody made in Nextcloud the customer's own; the subfolders that are missing in it are made.
 * What it had before stays where it is, as nobody's.
 * @throws AppError `not_allowed`, `not_found`, `invalid_input` at `path`: `name_not_allowed`, `base_folder`,
 *   `not_a_folder`; `name_taken` when it is another customer's, lies in such a folder or holds one
 */
export async function linkCustomerFolder(
  ctx: Ctx,
  customerId: string,
  written: string,
): Promise<CustomerFolder> {
  requireFrontDesk(ctx.actor);
  const customer = await requireCustomerAccess(ctx, customerId);
  const folder = readFilePath(ctx.env, written);
  if (folder === "") throw invalid("base_folder", "The folder of all customers cannot be one's own.");
  const entry = await asFiles(ctx, (at) => statFile(at, accountPath(ctx.env, folder)));
  if (!entry) throw new AppError("not_found", "There is nothing at this path (any more).");
  if (!entry.isFolder) throw invalid("not_a_folder", "This is a file, not a folder.");
  if (await touchesOthersFolder(ctx.db, folder, customerId)) throw taken();
  const outcome = await claimCustomerFolder(ctx.db, customerId, {
    before: customer.nextcloudFolder,
    folder,
    folderId: entry.fileId,
    audit: auditEntry(ctx, {
      entity: "customer",
      entityId: customerId,
      action: "folder_linked",
      // By the former one it is known which paths were theirs, when they are forgotten.
      detail: { from: customer.nextcloudFolder, to: folder },
    }),
  });
  if (outcome === "taken") throw taken();
  if (outcome !== "claimed")
    throw new AppError("conflict", "Somebody else gave this customer a folder in the meantime.");
  return ensureCustomerFolder(ctx, customerId);
}

function invalid(key: string, message: string): AppError {
  return new AppError("invalid_input", message, { errors: { path: [key] } });
}

function taken(): AppError {
  return new AppError("name_taken", "This folder belongs to another customer.");
}
