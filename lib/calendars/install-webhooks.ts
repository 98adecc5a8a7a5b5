import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { WEBHOOK_SECRET_HEADER, webhookSecret } from "#lib/auth/webhook-secret.ts";
import {
  CALENDAR_EVENTS,
  listWebhooks,
  type RegisteredWebhook,
  registerWebhook,
  removeWebhook,
} from "#lib/nextcloud/webhook-listeners.ts";
import { asServiceAccount } from "./service-account.ts";
import { webhookAddress } from "./webhook-address.ts";

/**
 * Lets Nextcloud call Parlour with every calendar event, once for each kind. What was registered for our address before
 * is replaced, because the secret may be another; the new ones come first, so that no event falls between.
 * @throws AppError `invalid_input`, UpstreamError saying what the server lacks
 */
export async function installWebhooks(
  ctx: Ctx,
  options: { base?: string } = {},
): Promise<{ uri: string; installed: RegisteredWebhook[]; replaced: number }> {
  requireAdmin(ctx.actor);
  const uri = webhookAddress(ctx.env, options.base);
  const authHeaders = { [WEBHOOK_SECRET_HEADER]: webhookSecret(ctx.env) };
  return asServiceAccount(
    ctx,
    async (transport) => {
      const before = (await listWebhooks(transport)).filter((webhook) => webhook.uri === uri);
      const installed: RegisteredWebhook[] = [];
      for (const event of CALENDAR_EVENTS)
        installed.push(await registerWebhook(transport, { uri, event, authHeaders }));
      for (const { id } of before) await removeWebhook(transport, id);
      return { uri, installed, replaced: before.length };
    },
    { deliberate: true },
  );
}
