import {
  type DeliveryCursor,
  listNotificationDeliveries as listDeliveries,
  type NotificationDelivery,
} from "#db/queries/notification-deliveries.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { AppError } from "#lib/core/errors.ts";
import { isoOrNull, type NotificationJson, notificationJson } from "./notification-json.ts";
import { requireMessengerAdmin } from "./require-member.ts";
import { ENVIRONMENT_TOKEN } from "./service-actor.ts";

/** A notification as admins look after it. */
export interface NotificationDeliveryJson extends NotificationJson {
  /** The token it came with; `MESSENGER_SERVICE_TOKEN`, or `parlour` for our own news. */
  sent_by: string;
  /** Whom it is for; null where it is for a room. */
  target_user_name: string | null;
  room_name: string | null;
  transport: "matrix" | "talk" | "none";
  /** How many more had the same dedupe key, and told nobody anything. */
  duplicates: number;
  delivered_at: string | null;
}

/**
 * What was told in the tenant and how that went, newest first; `cursor` is the `next_cursor` of the page before.
 * @throws AppError as `requireMessengerAdmin`; `invalid_input` for a cursor that is none
 */
export async function listNotificationDeliveries(
  ctx: Ctx,
  page: { status?: "queued" | "sent" | "failed" | undefined; cursor?: string | undefined; limit: number },
): Promise<{ deliveries: NotificationDeliveryJson[]; next_cursor: string | null }> {
  const { tenantId } = await requireMessengerAdmin(ctx);
  const after = page.cursor === undefined ? null : readCursor(page.cursor);
  const { status, limit } = page;
  const { deliveries, next } = listDeliveries(ctx.db, tenantId, { status, after, limit });
  return {
    deliveries: deliveries.map((row) => deliveryJson(row, ctx.now())),
    next_cursor: next && `${next.createdAt}.${next.id}`,
  };
}

function deliveryJson(delivery: NotificationDelivery, nowMs: number): NotificationDeliveryJson {
  const { notification: row, room, tokenName, targetName } = delivery;
  return {
    ...notificationJson(delivery, { nowMs }),
    sent_by: tokenName ?? (row.sentBy === ENVIRONMENT_TOKEN ? "MESSENGER_SERVICE_TOKEN" : row.sentBy),
    target_user_name: targetName,
    room_name: room?.name ?? null,
    transport: room?.transport ?? "none",
    duplicates: row.duplicates,
    delivered_at: isoOrNull(row.deliveredAt),
  };
}

function readCursor(cursor: string): DeliveryCursor {
  const [, createdAt, id] = /^(\d{1,15})\.([a-z0-9]{1,40})$/.exec(cursor) ?? [];
  if (createdAt === undefined || id === undefined)
    throw new AppError("invalid_input", "This cursor is none of ours.", { errors: { cursor: ["unknown"] } });
  return { createdAt: Number(createdAt), id };
}
