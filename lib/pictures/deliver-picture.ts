import { findCustomerRow } from "#db/queries/customers.ts";
import type { OutboxRow } from "#db/queries/outbox.ts";
import {
  customerOfPicture,
  findReferencePicture,
  handOverPicture,
  type ReferencePictureRow,
} from "#db/queries/reference-pictures.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { asServiceAccount } from "#lib/calendars/service-account.ts";
import { missingFilesConfig } from "#lib/core/env.ts";
import { dayOf } from "#lib/core/time-zone.ts";
import { SUBFOLDERS } from "#lib/customers/folder-names.ts";
import { makeFolderFor } from "#lib/customers/make-folder-for.ts";
import { joinPath } from "#lib/media/file-path.ts";
import { fileRow } from "#lib/media/file-row.ts";
import { nextcloudFiles } from "#lib/nextcloud/files/files-at.ts";
import { studioSettings } from "#lib/studio/settings.ts";

/**
 * Makes a reference picture a file of its customer's: the folder is made where there is none, then the picture goes on
 * as any file that waits in the spool. Where files are not configured it stays in the spool, readable for the studio,
 * until they are. Safe to repeat. @throws UpstreamError; the outbox tries again.
 */
export async function deliverPicture(ctx: Ctx, row: Pick<OutboxRow, "id">): Promise<void> {
  const picture = await findReferencePicture(ctx.db, row.id.slice("picture:".length));
  if (!picture || picture.spoolId === null || picture.aboutId === null) return;
  if (missingFilesConfig(ctx.env).length > 0) return;
  const customerId = await customerOfPicture(ctx.db, picture);
  const customer = customerId === null ? undefined : await findCustomerRow(ctx.db, customerId);
  // Of a request whose person was forgotten: nobody's folder is its place.
  if (!customer) return;
  const folder = await asServiceAccount(ctx, (transport) =>
    makeFolderFor(ctx, nextcloudFiles(transport), customer.id),
  );
  const path = joinPath(joinPath(folder, SUBFOLDERS.received), await nameInFolder(ctx, picture));
  const { id, size, mimeType, createdAt } = picture;
  await handOverPicture(ctx.db, {
    id,
    media: {
      id,
      customerId: customer.id,
      path,
      direction: "received",
      mimeType,
      size,
      state: "waiting",
      spoolId: picture.spoolId,
      uploadedByName: customer.name,
      createdAt,
      updatedAt: ctx.now(),
    },
    audit: auditEntry(ctx, {
      entity: "file",
      entityId: path,
      action: "received",
      detail: { mediaId: id, customerId: customer.id, size, about: picture.aboutId },
    }),
    outbox: fileRow(ctx, { id, path }),
  });
}

/** `Reference 2026-12-01 rosemary.jpg`: by day, so that years of them stand in order. */
async function nameInFolder(ctx: Ctx, { createdAt, filename }: ReferencePictureRow): Promise<string> {
  const { timeZone } = await studioSettings(ctx);
  return `Reference ${dayOf(createdAt, timeZone)} ${filename}`;
}
