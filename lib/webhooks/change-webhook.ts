import { changeSubscription } from "#db/queries/webhooks.ts";
import { auditEntry } from "#lib/auth/audit.ts";
import type { Ctx } from "#lib/auth/context.ts";
import type { WebhookChangeInput } from "./input.ts";
import { loadWebhook, requireWebhooks } from "./require-webhooks.ts";
import { toWebhookView, type WebhookView } from "./webhook-view.ts";

/** Changes a webhook, or switches it off or on. @throws AppError `not_found`, or unless an admin asks */
export async function changeWebhook(
  ctx: Ctx,
  input: WebhookChangeInput & { id: string },
): Promise<WebhookView> {
  requireWebhooks(ctx);
  const before = await loadWebhook(ctx, input.id);
  const { id, active = before.active, ...more } = input;
  const set = { ...more, active, disabledAt: active ? null : before.disabledAt };
  const turned = active === before.active ? "changed" : active ? "switched_on" : "switched_off";
  const detail = { name: before.name, ...input };
  const audit = auditEntry(ctx, { entity: "webhook", entityId: id, action: turned, detail });
  await changeSubscription(ctx.db, id, set, audit);
  return toWebhookView(await loadWebhook(ctx, id));
}
