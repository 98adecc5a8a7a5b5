import type { Ctx } from "#lib/auth/context.ts";
import { requireAdmin } from "#lib/auth/permissions.ts";
import { listWebhooks, type RegisteredWebhook } from "#lib/nextcloud/webhook-listeners.ts";
import { asServiceAccount } from "./service-account.ts";

/** The webhooks by which Nextcloud calls a Parlour, at whatever address. @throws AppError, UpstreamError */
export async function listOwnWebhooks(ctx: Ctx): Promise<RegisteredWebhook[]> {
  requireAdmin(ctx.actor);
  const all = await asServiceAccount(ctx, listWebhooks, { deliberate: true });
  return all.filter(({ uri }) => uri.endsWith("/api/webhooks/nextcloud"));
}
