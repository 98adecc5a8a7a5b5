import { insertSubscription } from "#db/queries/webhooks.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { openDeletedWebhook } from "./deleted-webhook.ts";
import { requireWebhooks } from "./require-webhooks.ts";
import { toWebhookView, type WebhookView } from "./webhook-view.ts";

/**
 * Brings back what `deleteWebhook` took away, with the same id and secret. Safe to repeat.
 * @throws AppError `conflict` after 30 minutes, or unless an admin asks
 */
export async function restoreWebhook(ctx: Ctx, input: { undo: string }): Promise<WebhookView> {
  requireWebhooks(ctx);
  const row = openDeletedWebhook(ctx, input.undo);
  if (!row) throw new AppError("conflict", "It can no longer be brought back. Please make a new webhook.");
  const detail = { name: row.name, url: row.url };
  await insertSubscription(
    ctx.db,
    row,
    auditEntry(ctx, { entity: "webhook", entityId: row.id, action: "restored", detail }),
  );
  return toWebhookView(row);
}
