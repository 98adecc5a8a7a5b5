import { Readable } from "node:stream";
import { type ConsentRow, findConsent, handOverConsent } from "#db/queries/consents.ts";
import { type CustomerRow, findCustomerRow } from "#db/queries/customers.ts";
import type { OutboxRow } from "#db/queries/outbox.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { asServiceAccount } from "#lib/calendars/service-account.ts";
import { missingFilesConfig } from "#lib/core/env.ts";
import { newId } from "#lib/core/ids.ts";
import { SUBFOLDERS } from "#lib/customers/folder-names.ts";
import { makeFolderFor } from "#lib/customers/make-folder-for.ts";
import { joinPath } from "#lib/media/file-path.ts";
import { fileRow } from "#lib/media/file-row.ts";
import { removeSpooled } from "#lib/media/spool/remove-spooled.ts";
import { spoolFile } from "#lib/media/spool/spool-file.ts";
import { nextcloudFiles } from "#lib/nextcloud/files/files-at.ts";
import { consentFileName } from "./consent-file-name.ts";
import { renderConsent } from "./render-consent.ts";

/**
 * Writes a signed form as PDF and makes it a file of the customer's, which goes into their folder as any file that waits
 * in the spool. Safe to repeat after a crash at any point: there is one record and one file. Where files are not
 * configured it waits until they are. @throws UpstreamError; the outbox tries again.
 */
export async function deliverConsent(ctx: Ctx, row: Pick<OutboxRow, "id">): Promise<void> {
  const consent = await findConsent(ctx.db, row.id.slice("consent:".length));
  if (!consent || consent.mediaId !== null || missingFilesConfig(ctx.env).length > 0) return;
  const { customerId } = consent;
  const customer = customerId === null ? undefined : await findCustomerRow(ctx.db, customerId);
  if (!customer) return;
  const folder = await asServiceAccount(ctx, (transport) =>
    makeFolderFor(ctx, nextcloudFiles(transport), customer.id),
  );
  const path = joinPath(joinPath(folder, SUBFOLDERS.received), consentFileName(consent));
  const bytes = await renderConsent(ctx, consent);
  // Its own each time: what a try left behind that died is in nobody's way, and is swept.
  const spoolId = newId();
  await spoolFile(ctx.env, spoolId, Readable.from([bytes], { objectMode: false }), {
    maximumBytes: bytes.length,
  });
  const file = { path, spoolId, size: bytes.length };
  const isStored = await handOver(ctx, consent, customer, file).catch(async (error: unknown) => {
    await removeSpooled(ctx.env, spoolId);
    throw error;
  });
  if (!isStored) await removeSpooled(ctx.env, spoolId);
}

async function handOver(
  ctx: Ctx,
  consent: ConsentRow,
  customer: CustomerRow,
  { path, spoolId, size }: { path: string; spoolId: string; size: number },
): Promise<boolean> {
  const { id } = consent;
  return handOverConsent(ctx.db, {
    id,
    media: {
      id,
      customerId: customer.id,
      path,
      direction: "received",
      mimeType: "application/pdf",
      size,
      state: "waiting",
      spoolId,
      uploadedByName: consent.signedName,
      createdAt: consent.signedAt,
      updatedAt: ctx.now(),
    },
    audit: auditEntry(ctx, {
      entity: "file",
      entityId: path,
      action: "received",
      detail: { mediaId: id, customerId: customer.id, size, about: consent.appointmentId },
    }),
    outbox: fileRow(ctx, { id, path }),
  });
}
