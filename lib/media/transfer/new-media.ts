import type { AuditEntry } from "#db/queries/audit.ts";
import type { NewMedia } from "#db/queries/media.ts";
import { actorName } from "#lib/auth/actor.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { newId } from "#lib/core/ids.ts";
import type { UploadTarget } from "./find-upload-target.ts";

/** The record of a file that has arrived, and its history line. */
export function newMedia(
  ctx: Pick<Ctx, "actor" | "now">,
  upload: {
    id?: string;
    path: string;
    target: Pick<UploadTarget, "customerId" | "direction">;
    size: number;
    mimeType: string;
    stored: { etag: string | null; fileId: string | null } | null;
  },
): { media: NewMedia; audit: AuditEntry } {
  const { path, target, size, mimeType, stored } = upload;
  const id = upload.id ?? newId();
  const nowMs = ctx.now();
  const media: NewMedia = {
    id,
    customerId: target.customerId,
    path,
    fileId: stored?.fileId ?? null,
    etag: stored?.etag ?? null,
    direction: target.direction,
    mimeType,
    size,
    state: stored ? "stored" : "waiting",
    spoolId: stored ? null : id,
    uploadedById: "userId" in ctx.actor ? ctx.actor.userId : null,
    uploadedByName: actorName(ctx.actor),
    createdAt: nowMs,
    updatedAt: nowMs,
  };
  const detail = { path, size, mediaId: id, customerId: target.customerId, state: media.state };
  return { media, audit: auditEntry(ctx, { entity: "file", entityId: path, action: "uploaded", detail }) };
}
