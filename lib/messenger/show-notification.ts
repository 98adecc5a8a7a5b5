import { findNotification, maySeeNotification } from "#db/queries/find-notification.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { type NotificationJson, notificationJson } from "./notification-json.ts";
import { requireMember, requireService } from "./require-member.ts";

/**
 * A notification as it stands now: for a service of the tenant with `notifications:read`, and for a member who may see
 * it.
 * @throws AppError `not_found` for what is not there, another tenant's, or not for them; `not_signed_in`, `not_allowed`
 */
export async function showNotification(ctx: Ctx, id: string): Promise<NotificationJson> {
  const isService = ctx.actor.kind === "service";
  const member = isService ? null : await requireMember(ctx);
  const tenantId = member?.tenantId ?? requireService(ctx.actor, "notifications:read").tenantId;
  const found = findNotification(ctx.db, tenantId, id);
  if (!found || (member && !maySeeNotification(ctx.db, member.id, found)))
    throw new AppError("not_found", "There is no notification with this id.");
  return notificationJson(found, { nowMs: ctx.now() });
}
