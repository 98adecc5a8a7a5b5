import { moveMedia } from "#db/queries/move-media.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { directionOf } from "./folder-names.ts";

/** The customer's folder is at another path: the row, and what is known of the files in it, follow. */
export async function carryFolder(
  ctx: Ctx,
  customerId: string,
  move: { from: string; to: string; action: "folder_renamed" | "folder_followed" },
): Promise<void> {
  const { from, to, action } = move;
  const audit = auditEntry(ctx, { entity: "customer", entityId: customerId, action, detail: { from, to } });
  await moveMedia(ctx.db, { from, to, directionOf, nowMs: ctx.now(), audit });
}
