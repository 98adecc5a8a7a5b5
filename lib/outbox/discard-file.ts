import { dropWaitingMedia, findMedia } from "#db/queries/media.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { fileRowMedia } from "#lib/media/file-row.ts";
import { removeSpooled } from "#lib/media/spool/remove-spooled.ts";

/**
 * Gives a file in the spool up, with its delivery: nothing of it is kept.
 * @returns false when it does not wait any more, so that only the delivery itself is left.
 */
export async function discardFile(ctx: Ctx, delivery: { id: string }): Promise<boolean> {
  const media = await findMedia(ctx.db, fileRowMedia(delivery));
  if (media?.state !== "waiting") return false;
  const dropped = await dropWaitingMedia(ctx.db, {
    id: media.id,
    outboxId: delivery.id,
    nowMs: ctx.now(),
    audit: auditEntry(ctx, {
      entity: "file",
      entityId: media.path,
      action: "delivery_discarded",
      detail: { mediaId: media.id, customerId: media.customerId, size: media.size },
    }),
  });
  if (dropped && media.spoolId !== null) await removeSpooled(ctx.env, media.spoolId);
  return dropped;
}
