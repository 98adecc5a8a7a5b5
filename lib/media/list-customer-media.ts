import * as media from "#db/queries/media.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { UpstreamError } from "#lib/core/errors.ts";
import { requireCustomerAccess } from "#lib/customers/customer-access.ts";
import { SUBFOLDERS } from "#lib/customers/folder-names.ts";
import { joinPath } from "./file-path.ts";
import type { FileView } from "./file-view.ts";
import { requireFilesConfig } from "./files-account.ts";
import { listCustomerFolder } from "./list-customer-folder.ts";
import { settleRecords } from "./settle-records.ts";
import { recordOnlyView, toFileView } from "./to-file-view.ts";

export interface CustomerMedia {
  /** What is in the folders, beside its records; then what waits or is missing. The newest first. */
  rows: FileView[];
  /** Where each kind of file goes, relative to the base; null until the customer has a folder. */
  folders: { sent: string | null; received: string | null; internal: string | null };
  /** Bytes left in Nextcloud; null where there is no limit or nobody says. */
  availableBytes: number | null;
  /** False when Nextcloud did not answer: the rows are then what the records know. */
  reachable: boolean;
}

/**
 * A customer's files: what lies in `Sent Media`, `Received Media`, `Internal` and directly in their folder, each file
 * once, whether it was uploaded here or put there by hand. Records follow files that were moved, and say `missing`
 * for what is gone; none is deleted.
 * @throws AppError `not_found`, …; UpstreamError `not-configured`
 */
export async function listCustomerMedia(ctx: Ctx, customerId: string): Promise<CustomerMedia> {
  const customer = await requireCustomerAccess(ctx, customerId);
  requireFilesConfig(ctx.env);
  try {
    const listed = await listCustomerFolder(ctx, customer);
    const { files, others } = await settleRecords(ctx, listed);
    const rows = files.map(({ path, entry, media }) => toFileView(ctx, entry, { path, media }));
    return {
      rows: newestFirst([...rows, ...others.map(recordOnlyView)]),
      folders: subfoldersOf(listed.folder),
      availableBytes: listed.availableBytes,
      reachable: true,
    };
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    const records = await media.listCustomerMedia(ctx.db, customer.id);
    return {
      rows: newestFirst(records.map(recordOnlyView)),
      folders: subfoldersOf(customer.nextcloudFolder),
      availableBytes: null,
      reachable: false,
    };
  }
}

function newestFirst(rows: FileView[]): FileView[] {
  const when = (row: FileView) => row.modifiedMs ?? row.media?.createdAt ?? 0;
  return rows.toSorted((a, b) => when(b) - when(a) || (a.path < b.path ? -1 : 1));
}

function subfoldersOf(folder: string | null): CustomerMedia["folders"] {
  const below = (name: string) => (folder === null ? null : joinPath(folder, name));
  return {
    sent: below(SUBFOLDERS.sent),
    received: below(SUBFOLDERS.received),
    internal: below(SUBFOLDERS.internal),
  };
}
