import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { listWebhooks, removeWebhook } from "#lib/nextcloud/webhook-listeners.ts";
import { asServiceAccount } from "./service-account.ts";
import { webhookAddress } from "./webhook-address.ts";

/** Nextcloud no longer calls this Parlour. @returns how many webhooks were removed */
export async function removeWebhooks(
  ctx: Ctx,
  options: { base?: string } = {},
): Promise<{ uri: string; removed: number }> {
  requireAdmin(ctx.actor);
  const uri = webhookAddress(ctx.env, options.base);
  return asServiceAccount(
    ctx,
    async (transport) => {
      const own = (await listWebhooks(transport)).filter((webhook) => webhook.uri === uri);
      for (const { id } of own) await removeWebhook(transport, id);
      return { uri, removed: own.length };
    },
    { deliberate: true },
  );
}
