import { changeSubscription } from "#db/queries/webhooks.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { loadWebhook, requireWebhooks } from "./require-webhooks.ts";
import { newSigningSecret, openSigningKeys, sealSigningKeys, withNewSecret } from "./signing-keys.ts";

/**
 * A fresh secret for a webhook, shown once; the one before it signs too for another day.
 * @throws AppError `not_found`, or unless an admin asks
 */
export async function renewWebhookSecret(ctx: Ctx, id: string): Promise<{ secret: string }> {
  requireWebhooks(ctx);
  const row = await loadWebhook(ctx, id);
  const secret = newSigningSecret();
  const keys = withNewSecret(openSigningKeys(ctx.env, id, row.secret) ?? [], secret, ctx.now());
  const detail = { name: row.name };
  await changeSubscription(
    ctx.db,
    id,
    { secret: sealSigningKeys(ctx.env, id, keys) },
    auditEntry(ctx, { entity: "webhook", entityId: id, action: "secret_renewed", detail }),
  );
  return { secret };
}
