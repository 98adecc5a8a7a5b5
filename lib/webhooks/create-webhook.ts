import { countSubscriptions, insertSubscription } from "#db/queries/webhooks.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { newId } from "#lib/core/ids.ts";
import type { NewWebhookInput } from "./input.ts";
import { requireWebhooks } from "./require-webhooks.ts";
import { newSigningSecret, sealSigningKeys, withNewSecret } from "./signing-keys.ts";
import { toWebhookView, type WebhookView } from "./webhook-view.ts";

/** Each is called for every booking; a bound, not a wish. */
export const MAX_WEBHOOKS = 20;

/**
 * Tells another system from now on what happens. @returns its secret too (`whsec_…`), which is shown once.
 * @throws AppError unless an admin asks, `conflict` at 20 webhooks
 */
export async function createWebhook(
  ctx: Ctx,
  input: NewWebhookInput,
): Promise<{ webhook: WebhookView; secret: string }> {
  requireWebhooks(ctx);
  if ((await countSubscriptions(ctx.db)) >= MAX_WEBHOOKS)
    throw new AppError("conflict", "There are 20 webhooks. Delete one you no longer use first.");
  const id = newId();
  const secret = newSigningSecret();
  const row = {
    id,
    ...input,
    secret: sealSigningKeys(ctx.env, id, withNewSecret([], secret, ctx.now())),
    active: true,
    disabledAt: null,
    createdAt: ctx.now(),
  };
  const detail = { name: input.name, url: input.url, events: input.events };
  await insertSubscription(
    ctx.db,
    row,
    auditEntry(ctx, { entity: "webhook", entityId: id, action: "created", detail }),
  );
  return { webhook: toWebhookView(row), secret };
}
