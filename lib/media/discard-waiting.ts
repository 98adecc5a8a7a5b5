import { dropWaitingMedia, findMediaByPath } from "#db/queries/media.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { fileRow } from "./file-row.ts";
import { removeSpooled } from "./spool/remove-spooled.ts";

/** Drops an upload that has not reached Nextcloud yet. @returns false when nothing waits for the path. */
export async function discardWaiting(ctx: Ctx, path: string): Promise<boolean> {
  const media = await findMediaByPath(ctx.db, path);
  if (media?.state !== "waiting") return false;
  const audit = auditEntry(ctx, {
    entity: "file",
    entityId: path,
    action: "deleted",
    detail: { waited: true, size: media.size },
  });
  const dropped = await dropWaitingMedia(ctx.db, {
    id: media.id,
    outboxId: fileRow(ctx, media).id,
    nowMs: ctx.now(),
    audit,
  });
  if (dropped && media.spoolId !== null) await removeSpooled(ctx.env, media.spoolId);
  return dropped;
}
