import { countToForget } from "#db/queries/count-to-forget.ts";
import { listLeftFolders } from "#db/queries/merged-customers.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { AppError } from "#lib/core/errors.ts";
import { asFiles } from "#lib/media/files-account.ts";
import { requireCustomerAccess } from "./customer-access.ts";
import { findFolder } from "./find-folder.ts";
import { measureLeftFolders } from "./measure-left-folders.ts";

/** What deleting a customer would take. */
export interface DeletionPreview {
  /** The past ones stay without the person, those ahead are cancelled. */
  appointments: { past: number; upcoming: number };
  notes: number;
  media: number;
  /** Files and mails that wait to be delivered, and never will be. */
  waitingUploads: number;
  waitingMails: number;
  /** Null where there is none. `sizeBytes` of everything in it; null where Nextcloud cannot say or be reached. */
  folder: { path: string; sizeBytes: number | null } | null;
}

export interface DeletionPlan extends DeletionPreview {
  /** Folders of people who became part of them, which stayed behind and go as well. */
  otherFolders: { path: string; sizeBytes: number | null }[];
}

/** @throws AppError `not_signed_in`, `not_allowed` but for admins, `not_found` */
export async function previewDeletion(ctx: Ctx, id: string): Promise<DeletionPlan> {
  requireAdmin(ctx.actor);
  const customer = await requireCustomerAccess(ctx, id);
  const counts = await countToForget(ctx.db, customer, ctx.now());
  if (!counts) throw new AppError("not_found", "There is no customer with this id.");
  const otherFolders = await measureLeftFolders(ctx, await listLeftFolders(ctx.db, customer));
  if (customer.nextcloudFolder === null) return { ...counts, folder: null, otherFolders };
  const found = await asFiles(ctx, (at) => findFolder(ctx, at, customer)).catch(() => null);
  return {
    ...counts,
    folder: { path: found?.path ?? customer.nextcloudFolder, sizeBytes: found?.entry.size ?? null },
    otherFolders,
  };
}
