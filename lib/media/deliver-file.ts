import { findMedia, type MediaRow } from "#db/queries/media.ts";
import type { OutboxRow } from "#db/queries/outbox.ts";
import { storeDelivered } from "#db/queries/spool.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { asServiceAccount } from "#lib/calendars/service-account.ts";
import { AppError, UpstreamError } from "#lib/core/errors.ts";
import { directionOf } from "#lib/customers/folder-names.ts";
import { deleteFile } from "#lib/nextcloud/files/delete-file.ts";
import { type FilesAt, nextcloudFiles } from "#lib/nextcloud/files/files-at.ts";
import { accountPath } from "./file-path.ts";
import { fileRowMedia } from "./file-row.ts";
import { requireFilesConfig } from "./files-account.ts";
import { folderForWaiting } from "./folder-for-waiting.ts";
import { putWaiting } from "./put-waiting.ts";
import { verifySpooled } from "./spool/open-spooled.ts";
import { removeSpooled } from "./spool/remove-spooled.ts";

/**
 * Delivers a `file` row: the file goes from the spool into its customer's folder, numbered where its name is taken, and
 * its record says so. Safe to repeat after a crash or a time-out at any point. What nobody waits for any more is not
 * delivered, or taken back.
 * @throws UpstreamError, `spool-missing` and `spool-damaged` before anything was sent
 */
export async function deliverFile(ctx: Ctx, row: Pick<OutboxRow, "id" | "payload">): Promise<void> {
  const media = await findMedia(ctx.db, fileRowMedia(row));
  if (media?.state !== "waiting") return;
  requireFilesConfig(ctx.env);
  try {
    await asServiceAccount(ctx, (transport) => deliver(ctx, nextcloudFiles(transport), media));
  } catch (error) {
    // Verbs translate; what becomes of the row depends on what Nextcloud said.
    const cause = error instanceof AppError ? error.cause : null;
    throw cause instanceof UpstreamError ? cause : error;
  }
}

async function deliver(ctx: Ctx, at: FilesAt, media: MediaRow): Promise<void> {
  const { spoolId } = media;
  if (spoolId === null) return;
  const folder = await folderForWaiting(ctx, at, media);
  // Servers differ in what they keep of a body that breaks off, so none is begun that cannot be ended.
  await verifySpooled(ctx.env, spoolId);
  const placed = await findMedia(ctx.db, media.id);
  if (placed?.state !== "waiting") return;
  const { path, stored } = await putWaiting(ctx, at, { ...placed, spoolId }, folder);
  const isStored = await storeDelivered(ctx.db, {
    media: placed,
    path,
    ...stored,
    directionOf,
    nowMs: ctx.now(),
    auditOf: (entityId) =>
      auditEntry(ctx, {
        entity: "file",
        entityId,
        action: "delivered",
        detail: { mediaId: media.id, customerId: media.customerId, size: media.size },
      }),
  });
  if (!isStored) await takeBack(ctx, at, path, stored.etag);
  await removeSpooled(ctx.env, spoolId);
}

/** Discarded while it was on its way. */
async function takeBack(ctx: Ctx, at: FilesAt, path: string, etag: string | null): Promise<void> {
  try {
    await deleteFile(at, accountPath(ctx.env, path), etag === null ? {} : { etag });
  } catch (error) {
    const isGone = error instanceof UpstreamError && ["not-found", "changed"].includes(error.reason ?? "");
    if (!isGone) throw error;
  }
}
