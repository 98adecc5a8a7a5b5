import type { CustomerRow } from "#db/queries/customers.ts";
import { listCustomerMedia, type MediaRow } from "#db/queries/media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { SUBFOLDERS } from "#lib/customers/folder-names.ts";
import { folderOf } from "#lib/customers/follow-folder.ts";
import type { FileEntry } from "#lib/nextcloud/files/file-entry.ts";
import { listFolder } from "#lib/nextcloud/files/list-folder.ts";
import { accountPath, isUnder, joinPath, parentOf } from "./file-path.ts";
import { asFiles } from "./files-account.ts";

export interface CustomerListing {
  customerId: string;
  /** Relative to the base; null where the customer has none (any more). */
  folder: string | null;
  /** Bytes left there; null where there is no limit or nobody says. */
  availableBytes: number | null;
  /** Files, no folders; paths relative to the base. */
  files: { path: string; entry: FileEntry }[];
  /** The folders that were looked into: what is missing from them is gone. */
  lookedInto: Set<string>;
  /** What is known of the customer's files, with the paths they have now. */
  records: MediaRow[];
}

/** Folders beside the three that are looked into because records say that files lie there. */
const MAX_OTHER_FOLDERS = 8;

/**
 * What lies directly in the customer's folder and the three below it, and in others the records name. A folder that is
 * not there is empty; one that somebody renamed in Nextcloud is followed. @throws AppError, UpstreamError
 */
export async function listCustomerFolder(ctx: Ctx, customer: CustomerRow): Promise<CustomerListing> {
  const { nextcloudFolder } = customer;
  const records = await listCustomerMedia(ctx.db, customer.id);
  const nothing = { customerId: customer.id, files: [], availableBytes: null };
  if (nextcloudFolder === null) return { ...nothing, folder: null, lookedInto: new Set(), records };
  const known = await listFolders(ctx, nextcloudFolder, records);
  if (known) return { ...known, customerId: customer.id };
  const folder = await folderOf(ctx, customer);
  // Where it was followed, so were the records.
  const moved = await listCustomerMedia(ctx.db, customer.id);
  const found = folder === null ? null : await listFolders(ctx, folder, moved);
  if (found) return { ...found, customerId: customer.id };
  // The folder is gone, and with it whatever was in it.
  const parents = moved.map(({ path }) => parentOf(path)).filter((path) => isUnder(path, nextcloudFolder));
  return { ...nothing, folder: nextcloudFolder, lookedInto: new Set(parents), records: moved };
}

/** Null when there is no such folder. */
async function listFolders(
  ctx: Ctx,
  folder: string,
  records: MediaRow[],
): Promise<Omit<CustomerListing, "customerId"> | null> {
  const three = Object.values(SUBFOLDERS).map((name) => joinPath(folder, name));
  const named = new Set(records.map(({ path }) => parentOf(path)));
  const others = [...named]
    .filter((path) => path !== folder && isUnder(path, folder) && !three.includes(path))
    .slice(0, MAX_OTHER_FOLDERS);
  const lookedInto = [folder, ...three, ...others];
  const [own, ...below] = await Promise.all(lookedInto.map((path) => listFiles(ctx, path)));
  if (!own) return null;
  return {
    folder,
    availableBytes: own.availableBytes,
    files: [own, ...below].flatMap((listed) => listed?.files ?? []),
    lookedInto: new Set(lookedInto),
    records,
  };
}

/** Null when there is no such folder. */
async function listFiles(
  ctx: Ctx,
  folder: string,
): Promise<Pick<CustomerListing, "files" | "availableBytes"> | null> {
  try {
    const { folder: itself, entries } = await asFiles(ctx, (at) =>
      listFolder(at, accountPath(ctx.env, folder)),
    );
    const files = entries
      .filter((entry) => !entry.isFolder)
      .map((entry) => ({ path: joinPath(folder, entry.name), entry }));
    return { files, availableBytes: itself.quotaAvailableBytes };
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
