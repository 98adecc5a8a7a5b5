import { createHash } from "node:crypto";
import { commitTogether } from "#db/commit-together.ts";
import { findNotification } from "#db/queries/find-notification.ts";
import type { MessengerUser } from "#db/queries/messenger-users.ts";
import { findByIdempotencyKey, type NewNotification, storeNotification } from "#db/queries/notifications.ts";
import type { Ctx } from "#lib/auth/context.ts";
import { DAY, SECOND } from "#lib/core/clock.ts";
import { AppError } from "#lib/core/errors.ts";
import { awaitDelivery } from "./await-delivery.ts";
import type { NotificationInput } from "./notification-input.ts";
import { type NotificationJson, notificationJson } from "./notification-json.ts";
import { botPlace, entityPlace, generalPlace } from "./notification-places.ts";
import { requireService } from "./require-member.ts";
import { findPerson } from "./require-people.ts";
import { type TransportId, transportOf } from "./transport-of.ts";
import { wakeListeners } from "./wake.ts";

/** What the answer waits for the transport at most. */
const WAIT_MS = SECOND;
const LONGEST_LIFE_MS = 366 * DAY;

/**
 * Tells people something on behalf of another application: stored (many at once in one commit), then delivered, which
 * the answer waits a second for at most. Sent again with the same idempotency key it is the same notification.
 * @throws AppError unless a service with `notifications:send` acts; `invalid_input` for somebody nobody knows, or an end
 *   that has passed; `idempotency_mismatch`
 */
export async function sendNotification(
  ctx: Ctx,
  input: NotificationInput,
  options: { idempotencyKey?: string | undefined } = {},
): Promise<NotificationJson> {
  const service = requireService(ctx.actor, "notifications:send");
  const { tenantId } = service;
  const sender = { tenantId, sentBy: service.tokenId, idempotencyKey: options.idempotencyKey ?? null };
  const target = input.target_type === "dm" ? await personFor(ctx, tenantId, input.target_user ?? "") : null;
  const fresh: NewNotification = {
    ...sender,
    ...fieldsOf(input),
    requestHash: sender.idempotencyKey && createHash("sha256").update(JSON.stringify(input)).digest("hex"),
    place: placeOf(input, tenantId, transportOf(ctx.env), target),
    targetUserId: target?.id ?? null,
  };
  const nowMs = ctx.now();
  const stored = await commitTogether(ctx.db, () => {
    // One that is repeated may have ended meanwhile.
    if (input.expires_at !== undefined && !findByIdempotencyKey(ctx.db, sender))
      requireLife(input.expires_at, nowMs);
    return storeNotification(ctx.db, fresh, nowMs);
  });
  if (stored.outcome === "mismatch")
    throw new AppError(
      "idempotency_mismatch",
      "This Idempotency-Key was used for another notification already.",
    );
  const { notification, room, waitingMessageId } = stored;
  if (stored.outcome === "stored") {
    if (!room || waitingMessageId === null) {
      wakeListeners();
      return notificationJson({ notification, room, matrixEventId: null }, { nowMs });
    }
    await awaitDelivery(ctx, room, waitingMessageId, WAIT_MS);
  }
  const asItIs = findNotification(ctx.db, tenantId, notification.id);
  return notificationJson(asItIs ?? { notification, room, matrixEventId: null }, {
    nowMs: ctx.now(),
    duplicateOf: stored.outcome === "duplicate" ? notification.id : null,
  });
}

/** Also of those who never came to the messenger, where they are users of this studio. */
async function personFor(ctx: Ctx, tenantId: string, hubUserId: string): Promise<MessengerUser> {
  const person = await findPerson(ctx, tenantId, hubUserId);
  if (person) return person;
  throw new AppError("invalid_input", `Nobody here is known as ${hubUserId}.`, {
    errors: { target_user: ["unknown"] },
  });
}

function placeOf(
  input: NotificationInput,
  tenantId: string,
  transport: TransportId,
  target: MessengerUser | null,
) {
  if (target) return botPlace(tenantId, transport, target.id);
  if (input.target_type !== "entity_room") return generalPlace(tenantId, transport);
  const { entity_type: type = "", entity_id: id = "" } = input;
  return entityPlace(tenantId, transport, { type, id });
}

function fieldsOf(input: NotificationInput) {
  return {
    sourceApp: input.source_app,
    eventType: input.event_type,
    title: input.title,
    body: input.body,
    targetType: input.target_type,
    entityType: input.entity_type ?? null,
    entityId: input.entity_id ?? null,
    priority: input.priority,
    clickUrl: input.click_url ?? null,
    tags: input.tags,
    dedupeKey: input.dedupe_key ?? null,
    expiresAt: input.expires_at ?? null,
  };
}

function requireLife(expiresAt: number, nowMs: number): void {
  const wrong = expiresAt <= nowMs ? "past" : expiresAt > nowMs + LONGEST_LIFE_MS ? "too_far" : null;
  if (wrong === null) return;
  throw new AppError("invalid_input", "expires_at is an instant within the next year.", {
    errors: { expires_at: [wrong] },
  });
}
