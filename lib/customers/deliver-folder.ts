import { isFolderOwned, touchesOthersFolder } from "#db/queries/customer-folders.ts";
import { findCustomerRow } from "#db/queries/customers.ts";
import type { OutboxRow } from "#db/queries/outbox.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { asServiceAccount } from "#lib/calendars/service-account.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { accountPath, joinPath, nameOf, parentOf } from "#lib/media/file-path.ts";
import { requireFilesConfig } from "#lib/media/files-account.ts";
import { deleteFile } from "#lib/nextcloud/files/delete-file.ts";
import { type FilesAt, nextcloudFiles } from "#lib/nextcloud/files/files-at.ts";
import { moveFile } from "#lib/nextcloud/files/move-file.ts";
import { carryFolder } from "./carry-folder.ts";
import { findFolder } from "./find-folder.ts";
import { findLeftFolder } from "./find-left-folder.ts";
import { isNamedAfter, numberedFolderName, safeFolderName } from "./folder-names.ts";
import { folderRowCustomer, formerNames } from "./folder-row.ts";

const MAX_SAME_NAMES = 500;

/**
 * Delivers a `folder` row: the folder gets the customer's new name, unless a person named it; or it goes to the trash
 * bin, once the customer is forgotten. Safe to repeat.
 * @throws UpstreamError
 */
export async function deliverFolder(ctx: Ctx, row: Pick<OutboxRow, "id" | "payload">): Promise<void> {
  requireFilesConfig(ctx.env);
  await asServiceAccount(ctx, async (transport) => {
    const at = nextcloudFiles(transport);
    if (row.payload.delete) await trash(ctx, at, row.payload);
    else await rename(ctx, at, folderRowCustomer(row), formerNames(row.payload));
  });
}

async function rename(ctx: Ctx, at: FilesAt, customerId: string, names: string[]): Promise<void> {
  const customer = await findCustomerRow(ctx.db, customerId);
  const found = customer && (await findFolder(ctx, at, customer));
  if (!found) return;
  const base = ctx.env.NEXTCLOUD_FILES_BASE_PATH;
  const from = found.path;
  const wanted = safeFolderName(customer.name, base);
  if (!names.some((name) => isNamedAfter(nameOf(from), name, base))) return;
  for (let number = 1; number <= MAX_SAME_NAMES; number++) {
    const to = joinPath(parentOf(from), numberedFolderName(wanted, number));
    if (to === from) return;
    if (await isFolderOwned(ctx.db, to, customerId)) continue;
    if (!(await moved(ctx, at, from, to))) continue;
    await carryFolder(ctx, customerId, { from, to, action: "folder_renamed" });
    return;
  }
}

/** @returns false when something stands there already. */
async function moved(ctx: Ctx, at: FilesAt, from: string, to: string): Promise<boolean> {
  try {
    await moveFile(at, accountPath(ctx.env, from), accountPath(ctx.env, to));
    return true;
  } catch (error) {
    if (error instanceof UpstreamError && error.reason === "exists") return false;
    throw error;
  }
}

async function trash(ctx: Ctx, at: FilesAt, payload: OutboxRow["payload"]): Promise<void> {
  const { path = "", fileId = "" } = payload;
  if (path === "") return;
  const found = await findLeftFolder(ctx, at, { path, fileId: fileId === "" ? null : fileId });
  if (!found) return;
  if (await touchesOthersFolder(ctx.db, found.path, "")) throw holdsAnothers();
  try {
    await deleteFile(at, accountPath(ctx.env, found.path));
  } catch (error) {
    if (!(error instanceof UpstreamError && error.reason === "not-found")) throw error;
  }
}

function holdsAnothers(): UpstreamError {
  return new UpstreamError({
    service: "nextcloud",
    kind: "rejected",
    status: 409,
    reason: "folder-of-others",
    retryable: false,
    message: "Another customer's folder lies in this one, or this one in another's, so it was not deleted.",
  });
}
