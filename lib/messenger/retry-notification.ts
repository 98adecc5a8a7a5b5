import { findNotification } from "#db/queries/find-notification.ts";
import { retryNotification as retry } from "#db/queries/notification-deliveries.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { awaitDelivery } from "./await-delivery.ts";
import { type NotificationJson, notificationJson } from "./notification-json.ts";
import { requireMessengerAdmin } from "./require-member.ts";
import { wakeListeners } from "./wake.ts";

const WAIT_MS = SECOND;

const REFUSED = {
  sent: "This notification was delivered already.",
  expired: "This notification has expired; it is not told any more.",
  nothing_waits: "Nothing of this notification waits: its room is gone, or somebody's quiet hours hold it.",
} as const;

/**
 * Tries a notification again that was given up, or one that waits at once.
 * @returns it as it stands a second later at most
 * @throws AppError as `requireMessengerAdmin`; `not_found`; `conflict` for what was delivered, has expired, or
 *   where nothing waits
 */
export async function retryNotification(ctx: Ctx, id: string): Promise<NotificationJson> {
  const { tenantId } = await requireMessengerAdmin(ctx);
  const retried = await retry(ctx.db, { tenantId, id }, ctx.now());
  if (retried.outcome === "not_found") throw notFound();
  if (retried.outcome !== "queued") throw new AppError("conflict", REFUSED[retried.outcome]);
  wakeListeners();
  await Promise.all(
    retried.waiting.map(({ room, messageId }) => awaitDelivery(ctx, room, messageId, WAIT_MS)),
  );
  const asItIs = findNotification(ctx.db, tenantId, id);
  if (!asItIs) throw notFound();
  return notificationJson(asItIs, { nowMs: ctx.now() });
}

function notFound(): AppError {
  return new AppError("not_found", "There is no notification with this id.");
}
