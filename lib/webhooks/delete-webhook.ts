import { removeSubscription } from "#db/queries/webhooks.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { sealDeletedWebhook } from "./deleted-webhook.ts";
import { loadWebhook, requireWebhooks } from "./require-webhooks.ts";

/**
 * Deletes a webhook with its log and what still waits. @returns what `restoreWebhook` takes to bring it back within 30
 * minutes, with the same secret; its log stays gone.
 * @throws AppError `not_found`, or unless an admin asks
 */
export async function deleteWebhook(ctx: Ctx, id: string): Promise<{ undo: string }> {
  requireWebhooks(ctx);
  const row = await loadWebhook(ctx, id);
  const detail = { name: row.name, url: row.url };
  await removeSubscription(
    ctx.db,
    id,
    auditEntry(ctx, { entity: "webhook", entityId: id, action: "deleted", detail }),
  );
  return { undo: sealDeletedWebhook(ctx, row) };
}
